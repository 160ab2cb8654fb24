package dev.penstock.domain.log;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a gateway are wanted, in which order. All filters must hold.
 *
 * @param search text that must stand in one of the entry's metadata keys or values; null for no such wish
 */
public record LogQuery(
        GatewayAddress gateway,
        List<LogFilter> filters,
        @Nullable String search,
        Order order,
        PageRequest page) {
    public LogQuery {
        filters = List.copyOf(filters);
    }

    /** The order of a listing. Entries that are equal in it come in the order of their ids, in the same direction. */
    public record Order(Field field, boolean descending) {
        public static final Order NEWEST_FIRST = new Order(Field.CREATED_AT, true);
    }

    /** What a listing can be ordered by. */
    public enum Field {
        CREATED_AT,
        PROVIDER,
        MODEL,
        MODEL_TYPE,
        SUCCESS,
        CACHED
    }

    /** Whether the query wants this entry, leaving page and order aside. */
    public boolean selects(LogEntry entry) {
        return entry.key().gateway().equals(gateway)
                && (search == null || mentions(entry, search))
                && filters.stream().allMatch(filter -> filter.test(entry));
    }

    private static boolean mentions(LogEntry entry, String text) {
        return LogField.METADATA_KEY.valuesOf(entry).stream().anyMatch(key -> ((String) key).contains(text))
                || LogField.METADATA_VALUE.valuesOf(entry).stream().anyMatch(value -> ((String) value).contains(text));
    }
}
