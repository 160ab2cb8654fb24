package dev.penstock.http.inference;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads single values of headers. What is not there, or cannot be read, or is out of its bounds, is null. */
final class HeaderValue {
    private static final int MOST_DIGITS = 12;

    private HeaderValue() {}

    static @Nullable Boolean flag(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (text.equalsIgnoreCase("true") || text.equals("1")) {
            return true;
        }
        boolean no = text.equalsIgnoreCase("false") || text.equals("0");
        return no ? Boolean.FALSE : null;
    }

    static @Nullable Long number(@Nullable String value, long least, long most) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (text.isEmpty() || text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        long number = Long.parseLong(text);
        return number < least || number > most ? null : number;
    }

    static @Nullable Duration millis(@Nullable String value, long least, long most) {
        Long millis = number(value, least, most);
        return millis == null ? null : Duration.ofMillis(millis);
    }

    static <E extends Enum<E>> @Nullable E choice(@Nullable String value, Class<E> choices) {
        if (value == null) {
            return null;
        }
        String text = value.strip().toUpperCase(Locale.ROOT);
        for (E choice : choices.getEnumConstants()) {
            if (choice.name().equals(text)) {
                return choice;
            }
        }
        return null;
    }
}
