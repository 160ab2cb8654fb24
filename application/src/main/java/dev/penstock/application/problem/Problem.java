package dev.penstock.application.problem;

import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why something that was asked for was not done. Nothing has changed when one of these comes. */
public sealed interface Problem {
    /** What was asked for is not there. */
    record NotFound(Thing thing) implements Problem {}

    /** The input is wrong; all of what is wrong with it. */
    record Invalid(List<Violation> violations) implements Problem {
        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    /**
     * Something of this name is there already. Wrong input, not a conflict: SDKs would retry one (management API, section 3).
     *
     * @param at where the name stands in the input
     * @param message contains "already exists", which clients look for
     */
    record AlreadyExists(Thing thing, Path at, String message) implements Problem {}

    /** The caller did not show who it is, or may not do this. */
    record Unauthorized() implements Problem {}

    /** No provider goes by this name. */
    record UnknownProvider(String slug) implements Problem {}

    /** A unified request does not say which provider's model it wants, in a form that can be read. */
    record UnreadableCompletion(String reason) implements Problem {}

    /** No model goes by this name at the REST forms, which know models and not gateways' providers. */
    record ModelNotFound(String model) implements Traffic {}

    /** The gateway has no dynamic route of this name, or none that traffic could follow. */
    record NoSuchRoute(String name, String reason) implements Traffic {}

    /** A dynamic route came to its end, and no model had answered. */
    record RouteEnded(String route, String reason) implements Traffic {}

    /** As many requests as an element of a dynamic route admits have passed it, and the route ends there. */
    record RouteLimitReached(String route, String element) implements Traffic {}

    /** A budget that a dynamic route sets is used up, and the route ends there. */
    record RouteBudgetReached(String route, String element) implements Traffic {}

    /** So many calls in a row failed that the model gets a rest; nobody was called. */
    record CircuitOpen(ProviderId provider, @Nullable String model) implements Traffic {}

    /** The provider is known, but this way to it is not built. */
    record Unsupported(String what) implements Problem {}

    /** The gateway has keys for the provider, but none of this alias. */
    record UnknownKeyAlias(ProviderId provider, String alias, List<String> configured) implements Traffic {
        public UnknownKeyAlias {
            configured = List.copyOf(configured);
        }
    }

    /** The key that the request would go with cannot be used. */
    record KeyUnusable(String reason) implements Traffic {}

    /** The request has to come with a key of the caller's, or the gateway has to hold one. */
    record KeyRequired() implements Traffic {}

    /** The key that the request would go with is for callers with a gateway token only. */
    record KeyNeedsToken(KeyOf owner) implements Traffic {}

    /** The provider gave no answer. */
    record ProviderFailed(ProviderId provider, String reason) implements Traffic {}

    /** The provider did not begin to answer within the caller's time limit. */
    record ProviderTimedOut(ProviderId provider, Duration limit) implements Traffic {}

    /** A provider's answer could not be told in the API that the caller speaks. */
    record UnreadableReply(ProviderId provider, String reason) implements Traffic {}

    /** As many requests as the gateway admits in a window have come. */
    record RateLimited() implements Traffic {}

    /** As many calls as a stored key admits in a window have been made with it. */
    record KeyRateLimited() implements Traffic {}

    /**
     * A budget that the request needs is used up.
     *
     * @param message names the rule, in the contract's words
     */
    record SpendLimitReached(String message) implements Traffic {}

    /** The gateway holds as much in memory as it may; the same request may do later. */
    record Busy(String reason) implements Traffic {}

    /** The caller went away before there was an answer. */
    record CallerLeft() implements Traffic {}

    /** A body is larger than the gateway takes. */
    record TooLarge(long mostBytes) implements Problem {}

    /** What only happens to traffic, and to nobody who manages. */
    sealed interface Traffic extends Problem {}
    /** Whose key it is. */
    enum KeyOf {
        GATEWAY,
        OPERATOR
    }

    /** What can be missing. */
    enum Thing {
        GATEWAY,
        LOG,
        LOG_PAYLOAD,
        DATASET,
        EVALUATION,
        ROUTE,
        ROUTE_VERSION,
        PROVIDER_CONFIG,
        CUSTOM_PROVIDER,
        CUSTOM_COST,
        CUSTOM_DOMAIN,
        TOKEN,
        ACCOUNT
    }
}
