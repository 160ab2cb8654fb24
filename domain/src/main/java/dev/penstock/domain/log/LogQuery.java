package dev.penstock.domain.log;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.WellFormed;
import dev.penstock.domain.page.PageRequest;
import java.util.Comparator;
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
        search = WellFormed.orNull(search);
    }

    /**
     * The order of a listing. Entries that are equal in it come in the order of time, and within a millisecond in that of
     * their ids, in the same direction. Going up, entries without the field come first, and text goes by code points.
     */
    public record Order(Field field, boolean descending) implements Comparator<LogEntry> {
        public static final Order NEWEST_FIRST = new Order(Field.CREATED_AT, true);
        public static final Order OLDEST_FIRST = new Order(Field.CREATED_AT, false);

        @Override
        public int compare(LogEntry left, LogEntry right) {
            int upwards = compare(field.of, left, right);
            if (upwards == 0) {
                upwards = compare(LogField.CREATED_AT, left, right);
            }
            if (upwards == 0) {
                upwards = compare(LogField.ID, left, right);
            }
            return descending ? -upwards : upwards;
        }

        private static int compare(LogField of, LogEntry left, LogEntry right) {
            List<Object> one = of.valuesOf(left);
            List<Object> other = of.valuesOf(right);
            return one.isEmpty() || other.isEmpty()
                    ? Integer.compare(one.size(), other.size())
                    : LogField.compare(one.get(0), other.get(0));
        }
    }

    /** What a listing can be ordered by. */
    public enum Field {
        CREATED_AT(LogField.CREATED_AT),
        PROVIDER(LogField.PROVIDER),
        MODEL(LogField.MODEL),
        MODEL_TYPE(LogField.MODEL_TYPE),
        SUCCESS(LogField.SUCCESS),
        CACHED(LogField.CACHED),
        COST(LogField.COST),
        TOKENS_IN(LogField.TOKENS_IN),
        TOKENS_OUT(LogField.TOKENS_OUT),
        DURATION(LogField.DURATION),
        FEEDBACK(LogField.FEEDBACK);

        private final LogField of;

        Field(LogField of) {
            this.of = of;
        }
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
