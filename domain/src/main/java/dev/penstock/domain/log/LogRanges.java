package dev.penstock.domain.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between which values some entries lie. Null: nothing is known of any of them. */
public record LogRanges(
        @Nullable Range cost,
        @Nullable Range duration,
        @Nullable Range tokensIn,
        @Nullable Range tokensOut,
        @Nullable Range totalTokens) {
    /** Both ends included; US dollars, milliseconds, tokens. */
    public record Range(double least, double most) {
        public static @Nullable Range of(@Nullable Double least, @Nullable Double most) {
            return least == null || most == null ? null : new Range(least, most);
        }
    }

    /** The ranges of entries that are in memory. */
    public static LogRanges of(List<LogEntry> entries) {
        return new LogRanges(
                range(entries, LogField.COST),
                range(entries, LogField.DURATION),
                range(entries, LogField.TOKENS_IN),
                range(entries, LogField.TOKENS_OUT),
                range(entries, LogField.TOKENS));
    }

    private static @Nullable Range range(List<LogEntry> entries, LogField field) {
        List<Double> known = entries.stream()
                .flatMap(entry -> field.valuesOf(entry).stream())
                .map(Double.class::cast)
                .sorted()
                .toList();
        return known.isEmpty() ? null : new Range(known.get(0), known.get(known.size() - 1));
    }
}
