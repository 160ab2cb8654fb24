package dev.penstock.domain.providerconfig;

import java.util.regex.Pattern;

/** Names a stored secret within its account: 1 to 256 letters, digits, dots, hyphens and underscores. */
public record SecretId(String value) {
    static final int MAX_LENGTH = 256;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]+");

    public SecretId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a secret id");
        }
    }

    public static boolean isValid(String value) {
        return value.length() <= MAX_LENGTH && hasForm(value);
    }

    static boolean hasForm(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
