package dev.penstock.domain.dataset;

import dev.penstock.domain.log.LogField;
import java.util.Optional;

/** What datasets can filter by: some of what log entries can be filtered by (management API, section 4, datasets). */
public enum DatasetField {
    CREATED_AT(LogField.CREATED_AT),
    REQUEST_CONTENT_TYPE(LogField.REQUEST_CONTENT_TYPE),
    RESPONSE_CONTENT_TYPE(LogField.RESPONSE_CONTENT_TYPE),
    SUCCESS(LogField.SUCCESS),
    CACHED(LogField.CACHED),
    PROVIDER(LogField.PROVIDER),
    MODEL(LogField.MODEL),
    COST(LogField.COST),
    TOKENS(LogField.TOKENS),
    TOKENS_IN(LogField.TOKENS_IN),
    TOKENS_OUT(LogField.TOKENS_OUT),
    DURATION(LogField.DURATION),
    FEEDBACK(LogField.FEEDBACK);

    private final LogField field;

    DatasetField(LogField field) {
        this.field = field;
    }

    public String wireName() {
        return field.wireName();
    }

    static Optional<DatasetField> of(LogField field) {
        for (DatasetField candidate : values()) {
            if (candidate.field == field) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
