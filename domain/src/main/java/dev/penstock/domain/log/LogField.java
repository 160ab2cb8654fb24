package dev.penstock.domain.log;

import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What log entries can be filtered by (management API, section 4, logs): the wire name, what kind of value it holds, and
 * where an entry keeps it. A field that has several values matches when one of them does.
 */
public enum LogField {
    ID("id", Kind.TEXT, entry -> entry.id().toString()),
    CREATED_AT("created_at", Kind.TIME, entry -> entry.createdAt().toEpochMilli()),
    REQUEST_CONTENT_TYPE(
            "request_content_type", Kind.TEXT, entry -> entry.content().requestType()),
    RESPONSE_CONTENT_TYPE(
            "response_content_type", Kind.TEXT, entry -> entry.content().responseType()),
    REQUEST_TYPE("request_type", Kind.TEXT, entry -> entry.call().door().name().toLowerCase(Locale.ROOT)),
    SUCCESS("success", Kind.FLAG, entry -> entry.outcome().success()),
    CACHED("cached", Kind.FLAG, entry -> entry.outcome().cached()),
    PROVIDER("provider", Kind.TEXT, entry -> entry.call().provider().slug()),
    MODEL("model", Kind.TEXT, entry -> entry.call().model()),
    MODEL_TYPE("model_type", Kind.TEXT, entry -> entry.call().modelType()),
    COST("cost", Kind.NUMBER, LogField::cost),
    TOKENS("tokens", Kind.NUMBER, entry -> tokens(entry, usage -> usage.input() + usage.output())),
    TOKENS_IN("tokens_in", Kind.NUMBER, entry -> tokens(entry, TokenUsage::input)),
    TOKENS_OUT("tokens_out", Kind.NUMBER, entry -> tokens(entry, TokenUsage::output)),
    DURATION("duration", Kind.NUMBER, entry ->
            (double) entry.outcome().duration().toMillis()),
    FEEDBACK("feedback", Kind.NUMBER, entry -> entry.notes().feedback()),
    EVENT_ID("event_id", Kind.TEXT, entry -> entry.caller().eventId()),
    METADATA_KEY("metadata.key", Kind.TEXT, LogField::noSingleValue),
    METADATA_VALUE("metadata.value", Kind.TEXT, LogField::noSingleValue),
    AUTHENTICATION("authentication", Kind.FLAG, entry -> entry.caller().authenticated()),
    WHOLESALE("wholesale", Kind.FLAG, entry -> false),
    COMPATIBILITY_MODE("compatibilityMode", Kind.FLAG, entry -> entry.call().door() == Door.COMPAT),
    DLP_ACTION("dlp_action", Kind.TEXT, LogField::noSingleValue),
    USER_AGENT("user_agent", Kind.TEXT, entry -> entry.caller().userAgent());

    /** What a field holds: text, a number as {@code Double}, a flag as {@code Boolean}, a time as {@code Long} epoch milliseconds. */
    public enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        TIME
    }

    private final String wireName;
    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
    private final Function<LogEntry, @Nullable Object> value;

    LogField(String wireName, Kind kind, Function<LogEntry, @Nullable Object> value) {
        this.wireName = wireName;
        this.kind = kind;
        this.value = value;
    }

    public String wireName() {
        return wireName;
    }

    public Kind kind() {
        return kind;
    }

    public static Optional<LogField> named(String wireName) {
        for (LogField field : values()) {
            if (field.wireName.equals(wireName)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The entry's values under this field; none when the entry says nothing about it. */
    List<Object> valuesOf(LogEntry entry) {
        Metadata metadata = entry.notes().metadata();
        if (this == METADATA_KEY) {
            return metadata == null ? List.of() : List.copyOf(metadata.values().keySet());
        }
        if (this == METADATA_VALUE) {
            return metadata == null
                    ? List.of()
                    : metadata.values().values().stream()
                            .<Object>map(Metadata.Value::text)
                            .toList();
        }
        Object single = value.apply(entry);
        return single == null ? List.of() : List.of(single);
    }

    /** The order of two values of one field. Text goes by code points, as databases have it, and not by UTF-16 units. */
    @SuppressWarnings("unchecked") // both are of the field's kind, and every kind compares with itself
    static int compare(Object left, Object right) {
        return left instanceof String text
                ? Arrays.compareUnsigned(
                        text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8))
                : ((Comparable<Object>) left).compareTo(right);
    }

    private static @Nullable Object cost(LogEntry entry) {
        return entry.spend().cost() == null ? null : entry.spend().cost().asDouble();
    }

    private static @Nullable Object tokens(LogEntry entry, Function<TokenUsage, Long> count) {
        TokenUsage usage = entry.spend().usage();
        return usage == null ? null : count.apply(usage).doubleValue();
    }

    private static @Nullable Object noSingleValue(LogEntry entry) {
        return null;
    }
}
