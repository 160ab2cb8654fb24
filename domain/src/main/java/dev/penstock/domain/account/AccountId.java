package dev.penstock.domain.account;

/** Names an account: 32 hexadecimal digits in practice, any short name in the contract (management API, section 1). */
public record AccountId(String value) {
    private static final int MAX_LENGTH = 64;

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("an account id is 1 to 64 letters, digits, '-' or '_'");
        }
    }

    public static boolean isValid(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isAllowed(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    // By hand and not by a pattern: every request names an account.
    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    }

    @Override
    public String toString() {
        return value;
    }
}
