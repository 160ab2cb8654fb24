package dev.penstock.domain.inference;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller wrote on a request for later: at most five short values by name, in the order they were sent. */
public record Metadata(Map<String, Value> values) {
    public static final int MAX_ENTRIES = 5;

    public Metadata {
        if (values.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("at most " + MAX_ENTRIES + " metadata entries");
        }
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** One value. {@link #text} is how filters and people see it. */
    public sealed interface Value {
        String text();

        record Text(String text) implements Value {}

        /** A number that keeps the digits it was sent with. */
        record Numeric(BigDecimal number) implements Value {
            @Override
            public String text() {
                return number.toString();
            }
        }

        record Flag(boolean flag) implements Value {
            @Override
            public String text() {
                return Boolean.toString(flag);
            }
        }
    }
}
