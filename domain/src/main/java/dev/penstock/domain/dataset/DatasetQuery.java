package dev.penstock.domain.dataset;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which datasets of a gateway are wanted. All wishes must hold; null is no wish.
 *
 * @param name text that must stand in the name
 * @param search text that must stand in the id, the name or the filters' JSON text
 */
public record DatasetQuery(
        GatewayAddress gateway,
        @Nullable String name,
        @Nullable Boolean enabled,
        @Nullable String search,
        PageRequest page) {
    public static DatasetQuery all(GatewayAddress gateway, PageRequest page) {
        return new DatasetQuery(gateway, null, null, null, page);
    }

    /** Whether this dataset is wanted, leaving the page aside. */
    public boolean selects(Dataset dataset) {
        return dataset.key().gateway().equals(gateway)
                && (name == null || dataset.name().contains(name))
                && (enabled == null || dataset.enabled() == enabled)
                && (search == null || mentions(dataset, search));
    }

    private static boolean mentions(Dataset dataset, String text) {
        return dataset.id().toString().contains(text)
                || dataset.name().contains(text)
                || dataset.filterText().contains(text);
    }
}
