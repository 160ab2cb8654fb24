package dev.penstock.domain.inference;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller wrote on a request for later: at most five short values by name, in the order they were sent. */
public record Metadata(Map<String, Value> values) {
    public static final int MAX_ENTRIES = 5;
    public static final int LONGEST_NAME = 256;
    public static final int LONGEST_VALUE = 1024;

    /** Of all names and values together. */
    public static final int MOST_CHARACTERS = 4096;

    private static final String RESERVED = "cf.";

    public Metadata {
        if (values.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("at most " + MAX_ENTRIES + " metadata entries");
        }
        Map<String, Value> kept = new LinkedHashMap<>();
        values.forEach((name, value) -> kept.put(WellFormed.text(name), value));
        values = Collections.unmodifiableMap(kept);
    }

    /** Names that callers cannot use. */
    public static boolean isReserved(String name) {
        return name.startsWith(RESERVED);
    }

    /** One value. {@link #text} is how filters and people see it. */
    public sealed interface Value {
        String text();

        record Text(String text) implements Value {
            public Text {
                text = WellFormed.text(text);
            }
        }

        /** A number that keeps the digits it was sent with, those of an exponent written out. */
        record Numeric(BigDecimal number) implements Value {
            /** JavaScript knows no larger numbers, and to write out an exponent of billions would take all memory. */
            private static final int LARGEST_EXPONENT = 308;

            public Numeric {
                number = number.scale() < 0 && isFinite(number) ? number.setScale(0) : number;
            }

            /** Whether a number is one that everybody can read. */
            public static boolean isFinite(BigDecimal number) {
                return Math.abs((long) number.precision() - number.scale() - 1) <= LARGEST_EXPONENT;
            }

            @Override
            public String text() {
                return isFinite(number) ? number.toPlainString() : number.toString();
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
