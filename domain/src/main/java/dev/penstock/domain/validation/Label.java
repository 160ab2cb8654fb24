package dev.penstock.domain.validation;

import org.jspecify.annotations.Nullable;

/** The name that a person gives to a thing: short, on one line, and made of whole characters. */
public final class Label {
    private static final int LONGEST = 256;

    private Label() {}

    /** Notes what is wrong with a name that must be there. */
    public static void check(Path path, @Nullable String name, Violations violations) {
        if (name == null) {
            violations.required(path, name);
            return;
        }
        violations.length(path, name, 1, LONGEST);
        if (name.codePoints().anyMatch(Character::isISOControl) || !isWhole(name)) {
            violations.add(path, "Invalid");
        }
    }

    /** Whether no half of a character stands alone in the text. Databases cannot keep such halves. */
    public static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
