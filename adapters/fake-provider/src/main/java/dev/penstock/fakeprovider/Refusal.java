package dev.penstock.fakeprovider;

/**
 * An answer that is an error, before a dialect words it.
 *
 * @param code what OpenAI calls it; the other dialects go by the status
 */
record Refusal(int status, String code, String message) {
    static final Refusal CONTEXT_LENGTH =
            new Refusal(400, "context_length_exceeded", "The prompt is longer than this model's context of 8 tokens.");
    static final Refusal CONTENT_POLICY =
            new Refusal(400, "content_policy_violation", "The request was rejected because of its content.");
    static final Refusal PREFILL = new Refusal(
            400, "invalid_value", "This model takes no assistant message at the end: no prefill of its answer.");

    static Refusal of(int status, String message) {
        return new Refusal(status, code(status), message);
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 429 -> "rate_limit_exceeded";
            case 404 -> "not_found";
            default -> "fake_status_" + status;
        };
    }
}
