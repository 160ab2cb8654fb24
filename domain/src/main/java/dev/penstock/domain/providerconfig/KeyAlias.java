package dev.penstock.domain.providerconfig;

import java.util.regex.Pattern;

/**
 * What tells several keys for one provider apart. Callers name it in a request header, so it is made of what can stand there:
 * 1 to 128 printable ASCII characters, without spaces at its ends. Case matters.
 */
public record KeyAlias(String value) {
    static final int MAX_LENGTH = 128;

    private static final Pattern FORM = Pattern.compile("[!-~](?:[ -~]*[!-~])?");

    public KeyAlias {
        if (value.length() > MAX_LENGTH || !isPrintable(value)) {
            throw new IllegalArgumentException("not an alias");
        }
    }

    static boolean isPrintable(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
