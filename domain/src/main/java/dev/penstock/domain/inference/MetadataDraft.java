package dev.penstock.domain.inference;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metadata as a person sends it apart from a request, held to the same limits as what comes with a request. */
public final class MetadataDraft {
    private MetadataDraft() {}

    /** Notes what is wrong. Values are {@code String}, {@code BigDecimal} or {@code Boolean}. */
    public static void check(Path path, @Nullable Map<String, @Nullable Object> sent, Violations violations) {
        if (sent == null) {
            return;
        }
        if (sent.size() > Metadata.MAX_ENTRIES) {
            violations.add(path, "Object must contain at most %d key(s)".formatted(Metadata.MAX_ENTRIES));
            return;
        }
        long characters = 0;
        for (Map.Entry<String, @Nullable Object> entry : sent.entrySet()) {
            checkName(path, entry.getKey(), violations);
            characters += entry.getKey().length() + checkValue(path.key(entry.getKey()), entry.getValue(), violations);
        }
        if (characters > Metadata.MOST_CHARACTERS) {
            violations.add(
                    path,
                    "Names and values together must contain at most %d character(s)"
                            .formatted(Metadata.MOST_CHARACTERS));
        }
    }

    private static void checkName(Path path, String name, Violations violations) {
        if (name.length() > Metadata.LONGEST_NAME) {
            violations.add(path, "Names must contain at most %d character(s)".formatted(Metadata.LONGEST_NAME));
        }
        if (Metadata.isReserved(name)) {
            violations.add(path.key(name), "Names that begin with 'cf.' are reserved");
        }
    }

    /** How long the value is as text. */
    private static int checkValue(Path path, @Nullable Object value, Violations violations) {
        if (value instanceof BigDecimal number && !Metadata.Value.Numeric.isFinite(number)) {
            violations.add(path, "Number must be finite");
            return 0;
        }
        if (!(value instanceof String) && !(value instanceof BigDecimal) && !(value instanceof Boolean)) {
            violations.add(path, "Invalid input");
            return 0;
        }
        String text = value(value).text();
        violations.length(path, text, 0, Metadata.LONGEST_VALUE);
        return text.length();
    }

    /** Of input that has been checked. */
    public static Metadata metadata(Map<String, @Nullable Object> checked) {
        Map<String, Metadata.Value> values = new LinkedHashMap<>();
        checked.forEach((name, value) -> values.put(name, value(value)));
        return new Metadata(values);
    }

    private static Metadata.Value value(@Nullable Object plain) {
        return switch (plain) {
            case String text -> new Metadata.Value.Text(text);
            case BigDecimal number -> new Metadata.Value.Numeric(number);
            case Boolean flag -> new Metadata.Value.Flag(flag);
            case null, default -> throw new IllegalArgumentException("not a value of metadata: " + plain);
        };
    }
}
