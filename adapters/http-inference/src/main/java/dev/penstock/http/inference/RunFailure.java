package dev.penstock.http.inference;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's error is to the caller of a run (data plane, section 4).
 *
 * @param state names the kind of failure for programs
 * @param words what the provider said; null when it said nothing
 */
record RunFailure(
        int status,
        int code,
        String state,
        String message,
        @Nullable String words) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int CREDENTIALS = 2009;
    private static final int NO_ANSWER = 2005;
    private static final int BAD_INPUT = 7003;

    static RunFailure of(int status, @Nullable String words, String model) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN ->
                new RunFailure(UNAUTHORIZED, CREDENTIALS, "invalid_credentials", "Unauthorized", words);
            case NOT_FOUND -> new RunFailure(status, BAD_INPUT, "model_not_found", "Model not found: " + model, words);
            case TOO_MANY_REQUESTS -> noAnswer(status, "rate_limited", words);
            case REQUEST_TIMEOUT, CONFLICT -> noAnswer(status, "provider_unavailable", words);
            default ->
                status >= FIRST_SERVER_ERROR
                        ? noAnswer(status, "provider_unavailable", words)
                        : new RunFailure(status, BAD_INPUT, "invalid_input", badInput(words), words);
        };
    }

    private static RunFailure noAnswer(int status, String state, @Nullable String words) {
        return new RunFailure(status, NO_ANSWER, state, "Failed to get response from provider", words);
    }

    private static String badInput(@Nullable String words) {
        return "Model execution failed (User Input Error): "
                + Objects.requireNonNullElse(words, "the provider refused the input");
    }

    /** The provider's words, else our own. */
    String reason() {
        return Objects.requireNonNullElse(words, message);
    }
}
