package dev.penstock.domain.route;

import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import org.jspecify.annotations.Nullable;

/** What callers write behind {@code dynamic/}: 1 to 256 characters, none of which is a control character. */
public record RouteName(String value) {
    public static final int MAX_LENGTH = 256;

    public RouteName {
        Violations violations = new Violations();
        check(Path.root(), value, violations);
        if (!violations.all().isEmpty()) {
            throw new IllegalArgumentException("not the name of a route");
        }
    }

    static void check(Path path, @Nullable String name, Violations violations) {
        violations.required(path, name);
        violations.length(path, name, 1, MAX_LENGTH);
        // Half a character of two halves comes out of no store as it went in.
        if (name != null && name.codePoints().anyMatch(c -> Character.isISOControl(c) || isHalf(c))) {
            violations.add(path, "Invalid");
        }
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }

    @Override
    public String toString() {
        return value;
    }
}
