package dev.penstock.domain.customdomain;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A full DNS name in lower case: at least two labels of letters, digits and hyphens, the last one no number. */
public record Hostname(String value) {
    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile("(?:" + LABEL + "\\.)+(?![0-9]+$)" + LABEL);

    public Hostname {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a full DNS name in lower case");
        }
    }

    /** Reads a name in any case; empty when it is no full DNS name. */
    public static Optional<Hostname> parse(String text) {
        try {
            return Optional.of(new Hostname(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
