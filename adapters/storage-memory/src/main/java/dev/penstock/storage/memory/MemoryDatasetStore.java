package dev.penstock.storage.memory;

import dev.penstock.application.port.DatasetStore;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.dataset.DatasetQuery;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import java.util.Comparator;
import java.util.Optional;

/** Datasets in a map. */
public final class MemoryDatasetStore implements DatasetStore {
    private static final Comparator<Dataset> BY_AGE = Comparator.comparing(Dataset::createdAt)
            .thenComparing(dataset -> dataset.id().toString());

    private final MemoryTable<DatasetKey, Dataset> datasets = new MemoryTable<>();

    @Override
    public synchronized boolean insert(Dataset dataset) {
        return datasets.insert(dataset.key(), dataset, other -> isNamesake(dataset, other));
    }

    @Override
    public synchronized Replacement replace(Dataset current, Dataset next) {
        if (datasets.all().stream().anyMatch(other -> isNamesake(next, other))) {
            return Replacement.NAME_TAKEN;
        }
        return datasets.replace(current.key(), current, next) ? Replacement.DONE : Replacement.CHANGED_MEANWHILE;
    }

    private static boolean isNamesake(Dataset one, Dataset other) {
        return !other.key().equals(one.key())
                && other.key().gateway().equals(one.key().gateway())
                && other.name().equals(one.name());
    }

    @Override
    public Optional<Dataset> find(DatasetKey key) {
        return datasets.find(key);
    }

    @Override
    public Optional<Dataset> remove(DatasetKey key) {
        return datasets.remove(key);
    }

    @Override
    public Page<Dataset> list(DatasetQuery query) {
        return datasets.page(query::selects, BY_AGE, query.page());
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        datasets.removeIf(dataset -> dataset.key().gateway().equals(gateway));
    }
}
