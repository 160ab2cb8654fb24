package dev.penstock.domain.gateway;

/**
 * A gateway's name within its account: 1 to 64 lower-case letters, digits and underscores, in words joined by single
 * hyphens (management API, section 4).
 */
public record GatewayId(String value) {
    public static final int MAX_LENGTH = 64;

    /** The gateway that exists from its first authenticated use on (data plane, section 1, stage 2). */
    public static final GatewayId DEFAULT = new GatewayId("default");

    public GatewayId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a gateway id");
        }
    }

    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return false;
        }
        // By hand and not by a pattern: every request names a gateway.
        boolean afterWord = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean inWord = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
            if (!inWord && !(c == '-' && afterWord)) {
                return false;
            }
            afterWord = inWord;
        }
        return afterWord;
    }

    @Override
    public String toString() {
        return value;
    }
}
