package dev.penstock.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Counts entries into their facets, once for each facet of a batch. */
final class FacetCounter {
    private record Added(long entries, long firstAt, long lastAt) {
        private static Added merge(Added one, Added other) {
            return new Added(
                    one.entries + other.entries,
                    Math.min(one.firstAt, other.firstAt),
                    Math.max(one.lastAt, other.lastAt));
        }
    }

    private final Binder update;
    private final Map<Long, Added> added = new HashMap<>();

    FacetCounter(Connection connection) throws SQLException {
        update = new Binder(connection.prepareStatement(
                "UPDATE log_facet SET entries = entries + ?, first_at = min(first_at, ?), last_at = max(last_at, ?)"
                        + " WHERE number = ?"));
    }

    /** Begins a batch. */
    void begin() {
        added.clear();
    }

    void add(long facet, long createdAt) {
        added.merge(facet, new Added(1, createdAt, createdAt), Added::merge);
    }

    void write() throws SQLException {
        for (Map.Entry<Long, Added> facet : added.entrySet()) {
            Added more = facet.getValue();
            update.number(more.entries).number(more.firstAt).number(more.lastAt);
            update.number(facet.getKey()).execute();
        }
    }
}
