package dev.penstock.bootstrap.crooked.domain.egg;

final class EggHelper {
    private EggHelper() {}

    interface BaseEgg {}

    interface EggBase {}

    interface EggImpl {}

    interface BaseUrlOfEggs {}

    interface DataFolderOfEggs {}

    interface EggRowMapperImpl {}

    interface Metadata {}
}
