package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.domain.log.LogEntry.Ending;

/**
 * The error that the gateway itself answers for a problem, by the table of the contract (data plane, section 4): HTTP
 * status, code and message. The edge writes it, the log records it.
 *
 * @param logged whether the request got far enough to have a log entry
 */
public record GatewayAnswer(int status, int code, String message, Ending ending, boolean logged) {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int CALLER_LEFT = 499;
    private static final int TOO_LARGE = 413;

    public static GatewayAnswer to(Problem problem) {
        return switch (problem) {
            case Problem.NotFound missing ->
                early(BAD_REQUEST, 2001, "Please configure AI Gateway in the Cloudflare dashboard");
            case Problem.Invalid invalid ->
                early(BAD_REQUEST, 2001, invalid.violations().get(0).message());
            case Problem.UnknownProvider unknown -> early(BAD_REQUEST, 2008, "Invalid provider");
            case Problem.Unauthorized unauthorized -> early(UNAUTHORIZED, 2009, "Unauthorized");
            case Problem.UnreadableCompletion unreadable ->
                refusal(BAD_REQUEST, 2019, "Chat completion bad format: " + unreadable.reason());
            case Problem.Unsupported unsupported ->
                refusal(BAD_REQUEST, 2008, "Invalid provider: " + unsupported.what());
            case Problem.TooLarge large ->
                early(TOO_LARGE, 2019, "The request body is larger than %d bytes".formatted(large.mostBytes()));
            case Problem.ProviderFailed failed ->
                new GatewayAnswer(BAD_REQUEST, 2005, "Failed to get response from provider", Ending.TRUNCATED, true);
            case Problem.CallerLeft left ->
                new GatewayAnswer(CALLER_LEFT, 2005, "The caller left", Ending.CANCELLED, true);
        };
    }

    private static GatewayAnswer early(int status, int code, String message) {
        return new GatewayAnswer(status, code, message, Ending.REFUSED, false);
    }

    private static GatewayAnswer refusal(int status, int code, String message) {
        return new GatewayAnswer(status, code, message, Ending.REFUSED, true);
    }
}
