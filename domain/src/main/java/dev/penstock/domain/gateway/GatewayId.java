package dev.penstock.domain.gateway;

import java.util.regex.Pattern;

/**
 * A gateway's name within its account: 1 to 64 lower-case letters, digits and underscores, in words joined by single
 * hyphens (management API, section 4).
 */
public record GatewayId(String value) {
    public static final int MAX_LENGTH = 64;

    // Before DEFAULT, which is checked against it while this class is being set up.
    private static final Pattern FORM = Pattern.compile("[a-z0-9_]+(?:-[a-z0-9_]+)*");

    /** The gateway that exists from its first authenticated use on (data plane, section 1, stage 2). */
    public static final GatewayId DEFAULT = new GatewayId("default");

    public GatewayId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a gateway id");
        }
    }

    public static boolean isValid(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
