package dev.penstock.application.port;

import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.dataset.DatasetQuery;
import dev.penstock.domain.page.Page;
import java.util.Optional;

/** Keeps datasets. No two of a gateway have the same name. */
public interface DatasetStore extends GatewayBelongings {
    /** What became of a wish to replace. */
    enum Replacement {
        DONE,
        /** What was to be replaced is not what is kept; nothing has changed. */
        CHANGED_MEANWHILE,
        /** Another dataset of the gateway has this name; nothing has changed. */
        NAME_TAKEN
    }

    /** Keeps a new dataset; false, and nothing changes, when its key is taken or its gateway has one of this name. */
    boolean insert(Dataset dataset);

    /** Keeps {@code next} in place of {@code current}, which has the same key. */
    Replacement replace(Dataset current, Dataset next);

    Optional<Dataset> find(DatasetKey key);

    /** Forgets a dataset and answers it. */
    Optional<Dataset> remove(DatasetKey key);

    /** In the order in which they were created, and of their ids. */
    Page<Dataset> list(DatasetQuery query);
}
