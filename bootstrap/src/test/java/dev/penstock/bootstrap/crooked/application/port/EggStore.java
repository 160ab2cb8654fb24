package dev.penstock.bootstrap.crooked.application.port;

import dev.penstock.bootstrap.crooked.application.nest.BuildNest;

public interface EggStore {
    static EggStore create() {
        return new Basket();
    }

    int count();

    final class Basket implements EggStore {
        @Override
        public int count() {
            return new BuildNest().hashCode();
        }
    }
}
