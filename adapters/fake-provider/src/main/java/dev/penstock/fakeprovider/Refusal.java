package dev.penstock.fakeprovider;

/**
 * An answer that is an error, before a dialect words it.
 *
 * @param code what OpenAI calls it; the other dialects go by the status
 */
record Refusal(int status, String code, String message) {
    static Refusal of(int status, String message) {
        return new Refusal(status, code(status), message);
    }

    private static String code(int status) {
        return switch (status) {
            case 429 -> "rate_limit_exceeded";
            case 404 -> "not_found";
            default -> "fake_status_" + status;
        };
    }
}
