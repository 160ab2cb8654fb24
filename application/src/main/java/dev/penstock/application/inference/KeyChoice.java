package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.providerconfig.KeyBook;
import dev.penstock.domain.providerconfig.ProviderConfig;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose key a call goes with (security, section 2): the caller's, else one that the gateway holds, else the operator's. */
public sealed interface KeyChoice {
    /** The caller's own, as it came. */
    record Callers() implements KeyChoice {}

    /** One that the gateway holds; its secret is there. */
    record Stored(ProviderConfig config) implements KeyChoice {}

    /** The operator's. */
    record Operators(Credential credential) implements KeyChoice {}

    /** There is none, and perhaps none is needed. */
    record None() implements KeyChoice {}

    /** The call must not go out. */
    record Refused(Problem problem) implements KeyChoice {}

    /**
     * What the choice hangs on, beside the settings.
     *
     * @param callerHasKey whether the request shows any credential for the provider
     * @param authenticated whether it shows a gateway token
     * @param alias which of the gateway's keys the caller wants; null for the default one
     * @param noOperatorKey whether the caller does not want the operator's
     * @param operators the operator's credential for this provider; null when there is none
     */
    record Question(
            Provider provider,
            boolean callerHasKey,
            boolean authenticated,
            @Nullable String alias,
            boolean noOperatorKey,
            @Nullable Credential operators) {}

    /** Chooses by the keys and the access policy of this gateway. */
    static KeyChoice of(Question question, GatewayAddress gateway, KeyBook keys, AccessPolicy access) {
        if (question.callerHasKey()) {
            return new Callers();
        }
        KeyBook.Keys stored = keys.find(gateway, question.provider().id());
        // An alias means nothing at a provider for which the gateway has no key at all.
        return stored == null ? withoutStored(question, access) : stored(question, stored);
    }

    private static KeyChoice stored(Question question, KeyBook.Keys stored) {
        // Before the alias: what the gateway's keys are called is nothing for strangers either.
        if (!question.authenticated()) {
            return new Refused(new Problem.KeyNeedsToken(Problem.KeyOf.GATEWAY));
        }
        ProviderConfig found = stored.find(question.alias());
        if (found == null) {
            return new Refused(new Problem.UnknownKeyAlias(
                    question.provider().id(),
                    Objects.requireNonNullElse(question.alias(), "default"),
                    stored.aliases()));
        }
        return found.secret().value() == null
                ? new Refused(new Problem.KeyUnusable("no secret was sent for this key yet"))
                : new Stored(found);
    }

    private static KeyChoice withoutStored(Question question, AccessPolicy access) {
        if (question.noOperatorKey() || Boolean.TRUE.equals(access.byokOnly())) {
            return new Refused(new Problem.KeyRequired());
        }
        if (question.operators() == null) {
            return question.provider().moved() ? new None() : new Refused(new Problem.KeyRequired());
        }
        return question.authenticated()
                ? new Operators(question.operators())
                : new Refused(new Problem.KeyNeedsToken(Problem.KeyOf.OPERATOR));
    }
}
