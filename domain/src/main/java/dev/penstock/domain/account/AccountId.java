package dev.penstock.domain.account;

import java.util.regex.Pattern;

/** Names an account: 32 hexadecimal digits in practice, any short name in the contract (management API, section 1). */
public record AccountId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an account id is 1 to 64 letters, digits, '-' or '_'");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
