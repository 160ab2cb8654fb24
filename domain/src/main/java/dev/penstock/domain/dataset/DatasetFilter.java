package dev.penstock.domain.dataset;

import dev.penstock.domain.log.LogFilter;
import java.util.List;
import java.util.Locale;

/**
 * One condition of a dataset: what it means for a log entry, and the values as they were sent. Text that reads as a number
 * means that number and is still shown as text.
 *
 * @param sent each a {@code String}, a {@code BigDecimal} whose scale is not negative, or a {@code Boolean}
 */
public record DatasetFilter(LogFilter meaning, List<Object> sent) {
    public DatasetFilter {
        if (DatasetField.of(meaning.field()).isEmpty() || meaning.operator() == LogFilter.Operator.NEQ) {
            throw new IllegalArgumentException("datasets do not filter by " + meaning);
        }
        if (meaning.values().size() != sent.size()) {
            throw new IllegalArgumentException("every value that was sent has a meaning");
        }
        sent = List.copyOf(sent);
    }

    /** The field, in the contract's word. */
    public String key() {
        return meaning.field().wireName();
    }

    /** The operator, in the contract's word. */
    public String operator() {
        return meaning.operator().name().toLowerCase(Locale.ROOT);
    }
}
