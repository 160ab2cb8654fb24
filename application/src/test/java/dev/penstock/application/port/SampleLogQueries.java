package dev.penstock.application.port;

import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogField;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes queries that fit the entries of {@link SampleLogs}, the same ones for the same seed: every field, operator and order. */
public final class SampleLogQueries {
    private static final List<String> WORDS = Stream.concat(
                    SampleLogs.TEXTS.stream(),
                    Stream.of(
                            "openai", "gpt", "gpt-4o", "text-", "application/json", "json", "compat", "provider", "-"))
            .toList();

    private final Random random;
    private final List<LogEntry> entries;

    /**
     * @param entries some of whose ids are asked for
     */
    public SampleLogQueries(long seed, List<LogEntry> entries) {
        random = new Random(seed);
        this.entries = List.copyOf(entries);
    }

    public LogQuery query() {
        List<LogFilter> filters = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            filters.add(filter());
        }
        return new LogQuery(
                SampleLogs.GATEWAY,
                filters,
                random.nextInt(5) == 0 ? oneOf(WORDS) : null,
                new LogQuery.Order(oneOf(List.of(LogQuery.Field.values())), random.nextBoolean()),
                new PageRequest(1 + random.nextInt(3), 1 + random.nextInt(100)));
    }

    /** Every field with every operator: with no value at all, with one, with null, and with several. */
    public List<LogFilter> everyFilter() {
        List<LogFilter> every = new ArrayList<>();
        for (LogField field : LogField.values()) {
            for (LogFilter.Operator operator : LogFilter.Operator.values()) {
                every.add(new LogFilter(field, operator, List.of()));
                every.add(new LogFilter(field, operator, List.of(value(field))));
                every.add(new LogFilter(field, operator, valuesAndNull(field, 0)));
                every.add(new LogFilter(field, operator, valuesAndNull(field, 2)));
            }
        }
        return every;
    }

    private List<@Nullable Object> valuesAndNull(LogField field, int count) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(null);
        for (int i = 0; i < count; i++) {
            values.add(value(field));
        }
        return values;
    }

    private LogFilter filter() {
        LogField field = oneOf(List.of(LogField.values()));
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(random.nextInt(6) == 0 ? null : value(field));
        }
        return new LogFilter(field, oneOf(List.of(LogFilter.Operator.values())), values);
    }

    private Object value(LogField field) {
        return switch (field.kind()) {
            case TEXT -> field == LogField.ID ? id() : oneOf(WORDS);
            case NUMBER -> oneOf(List.of(-1.0, 0.0, 0.1, 0.5, 1.0, 2.0, 3.0, 0.30000000000000004, 12.345678901234567));
            case FLAG -> random.nextBoolean();
            case TIME -> SampleLogs.START.toEpochMilli() + random.nextInt(50);
        };
    }

    private String id() {
        String id = oneOf(entries).id().toString();
        return switch (random.nextInt(4)) {
            case 0 -> id.substring(random.nextInt(8), 20);
            case 1 -> id.toUpperCase(Locale.ROOT);
            default -> id;
        };
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
