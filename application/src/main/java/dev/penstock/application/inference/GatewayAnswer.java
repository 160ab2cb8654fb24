package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.domain.log.LogEntry.Ending;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The error that the gateway itself answers for a problem, by the table of the contract (data plane, section 4): HTTP
 * status, code and message. The edge writes it, the log records it.
 *
 * @param hint what the contract's message leaves open, in our own words; null when it says everything
 */
public record GatewayAnswer(
        int status, int code, String message, @Nullable String hint, Ending ending) {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NO_MODEL = 404;
    private static final int TIMED_OUT = 408;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CALLER_LEFT = 499;
    private static final int INTERNAL_ERROR = 500;
    private static final int BUSY = 503;

    private static final int NO_GATEWAY = 2001;
    private static final int UNREADABLE_REPLY = 2002;
    private static final int RATE_LIMITED = 2003;
    private static final int NO_ANSWER = 2005;
    private static final int INVALID_PROVIDER = 2008;
    private static final int NO_TOKEN = 2009;
    private static final int BAD_FORMAT = 2019;
    private static final int NOT_PAID = 2021;
    private static final int NO_SUCH_KEY = 2040;
    private static final int SPEND_LIMIT = 2041;
    private static final int KEY_REQUIRED = 2044;
    private static final int MODEL_NOT_FOUND = 7003;

    private static final String FAILED = "Failed to get response from provider";

    public static GatewayAnswer to(Problem problem) {
        return switch (problem) {
            case Problem.NotFound missing ->
                refusal(BAD_REQUEST, NO_GATEWAY, "Please configure AI Gateway in the Cloudflare dashboard", null);
            case Problem.Invalid invalid ->
                refusal(BAD_REQUEST, NO_GATEWAY, invalid.violations().get(0).message(), null);
            case Problem.AlreadyExists taken -> refusal(BAD_REQUEST, NO_GATEWAY, taken.message(), null);
            case Problem.UnknownProvider unknown -> refusal(BAD_REQUEST, INVALID_PROVIDER, "Invalid provider", null);
            case Problem.Unauthorized unauthorized -> refusal(UNAUTHORIZED, NO_TOKEN, "Unauthorized", null);
            case Problem.UnreadableCompletion unreadable ->
                refusal(BAD_REQUEST, BAD_FORMAT, "Chat completion bad format", unreadable.reason());
            case Problem.ModelNotFound missing ->
                refusal(NO_MODEL, MODEL_NOT_FOUND, "Model not found: " + missing.model(), null);
            case Problem.Unsupported unsupported ->
                refusal(BAD_REQUEST, INVALID_PROVIDER, "Invalid provider", unsupported.what());
            case Problem.UnknownKeyAlias unknown -> refusal(BAD_REQUEST, NO_SUCH_KEY, noSuchKey(unknown), null);
            case Problem.KeyUnusable unusable ->
                refusal(BAD_REQUEST, NO_SUCH_KEY, "Configured BYOK credentials are unavailable", unusable.reason());
            case Problem.KeyRequired required ->
                refusal(
                        BAD_REQUEST,
                        KEY_REQUIRED,
                        "Customer-provided provider credentials are required for this request",
                        null);
            case Problem.KeyNeedsToken needing -> needsToken(needing.owner());
            case Problem.TooLarge large ->
                refusal(
                        TOO_LARGE,
                        BAD_FORMAT,
                        "Request body too large",
                        "at most %d bytes are taken here".formatted(large.mostBytes()));
            case Problem.Busy busy -> refusal(BUSY, NO_ANSWER, FAILED, busy.reason());
            case Problem.RateLimited limited -> refusal(TOO_MANY_REQUESTS, RATE_LIMITED, "Rate limited", null);
            case Problem.KeyRateLimited limited ->
                refusal(TOO_MANY_REQUESTS, RATE_LIMITED, "Rate limited", "the stored key has a limit of its own");
            case Problem.SpendLimitReached reached -> refusal(TOO_MANY_REQUESTS, SPEND_LIMIT, reached.message(), null);
            case Problem.NoSuchRoute missing ->
                refusal(BAD_REQUEST, NO_ANSWER, "The route '%s' %s".formatted(missing.name(), missing.reason()), null);
            case Problem.RouteEnded ended ->
                refusal(BAD_REQUEST, NO_ANSWER, FAILED, "the route '%s' %s".formatted(ended.route(), ended.reason()));
            case Problem.RouteLimitReached reached ->
                refusal(
                        TOO_MANY_REQUESTS,
                        RATE_LIMITED,
                        "Rate limited",
                        "element '%s' of route '%s'".formatted(reached.element(), reached.route()));
            case Problem.RouteBudgetReached reached ->
                refusal(
                        TOO_MANY_REQUESTS,
                        SPEND_LIMIT,
                        "Spend limit exceeded: element '%s' of route '%s'"
                                .formatted(reached.element(), reached.route()),
                        null);
            case Problem.CircuitOpen open ->
                refusal(
                        BAD_REQUEST,
                        NO_ANSWER,
                        FAILED,
                        "%s failed so often that it gets a rest"
                                .formatted(
                                        open.model() == null ? open.provider().slug() : open.model()));
            case Problem.UnreadableReply unreadable ->
                failure(INTERNAL_ERROR, UNREADABLE_REPLY, "Failed to parse model output", unreadable.reason());
            case Problem.ProviderFailed failed -> failure(BAD_REQUEST, NO_ANSWER, FAILED, failed.reason());
            case Problem.ProviderTimedOut late ->
                failure(
                        BAD_REQUEST,
                        NO_ANSWER,
                        FAILED,
                        "the provider did not begin to answer within %d ms"
                                .formatted(late.limit().toMillis()));
            case Problem.CallerLeft left ->
                new GatewayAnswer(CALLER_LEFT, NO_ANSWER, "The caller left", null, Ending.CANCELLED);
        };
    }

    /** The status that the log shows: a time limit that ran out stands out there (traffic, section 6). */
    static int loggedStatus(Problem problem) {
        return problem instanceof Problem.ProviderTimedOut
                ? TIMED_OUT
                : to(problem).status();
    }

    /** Why there is no answer, in a few words. */
    String cause() {
        return hint == null ? message : hint;
    }

    private static String noSuchKey(Problem.UnknownKeyAlias unknown) {
        return "Provider '%s' has no BYOK credential named '%s'. Configured aliases: %s"
                .formatted(
                        unknown.provider(),
                        unknown.alias(),
                        unknown.configured().stream().map("'%s'"::formatted).collect(Collectors.joining(", ")));
    }

    private static GatewayAnswer needsToken(Problem.KeyOf owner) {
        return switch (owner) {
            case GATEWAY ->
                new GatewayAnswer(
                        UNAUTHORIZED,
                        NO_TOKEN,
                        "Unauthorized",
                        "the gateway's stored keys are for requests with a gateway token",
                        Ending.REFUSED);
            case OPERATOR ->
                new GatewayAnswer(
                        PAYMENT_REQUIRED,
                        NOT_PAID,
                        "Gateway authentication is required to use unified billing",
                        null,
                        Ending.REFUSED);
        };
    }

    private static GatewayAnswer refusal(int status, int code, String message, @Nullable String hint) {
        return new GatewayAnswer(status, code, message, hint, Ending.REFUSED);
    }

    private static GatewayAnswer failure(int status, int code, String message, String hint) {
        return new GatewayAnswer(status, code, message, hint, Ending.TRUNCATED);
    }
}
