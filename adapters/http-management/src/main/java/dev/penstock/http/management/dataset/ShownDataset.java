package dev.penstock.http.management.dataset;

import dev.penstock.domain.dataset.Dataset;
import org.mapstruct.factory.Mappers;

/** Datasets in their wire shape, wherever they are shown. */
public final class ShownDataset {
    private static final DatasetAnswerJsonMapper OUTBOUND = Mappers.getMapper(DatasetAnswerJsonMapper.class);

    private ShownDataset() {}

    public static Object of(Dataset dataset) {
        return OUTBOUND.json(dataset);
    }
}
