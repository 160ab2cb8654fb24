package dev.penstock.application.inference;

import dev.penstock.application.port.CredentialReader;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.inference.CallerKey;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.KeyOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.providerconfig.ProviderConfig;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Chooses whose key a request would go with (security, section 2). It only chooses, since what is kept of answers is kept apart
 * by keys: {@link UseKey} refuses what has to be refused.
 */
public final class ChooseKey implements Stage {
    private final CredentialReader reader;
    private final Map<ProviderId, Credential> operators;

    /**
     * @param operators the operator's own keys
     */
    public ChooseKey(CredentialReader reader, Map<ProviderId, Credential> operators) {
        this.reader = reader;
        this.operators = Map.copyOf(operators);
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        return next.proceed(
                exchange.request().target() instanceof RequestTarget.Unified
                        ? forUnified(exchange)
                        : exchange.to(chosen(exchange, shows(exchange), null)));
    }

    private static boolean shows(Exchange exchange) {
        InferenceRequest request = exchange.request();
        return CallerKey.shown(
                exchange.found().provider().auth(),
                request.headers(),
                request.target().query());
    }

    /** There a key stands where OpenAI's does, and goes where the provider looks for it. */
    private Exchange forUnified(Exchange exchange) {
        InferenceRequest request = exchange.request();
        CallerKey sent = CallerKey.ofUnified(request.headers());
        Exchange keyless = exchange.with(request.with(request.target(), sent.headers()));
        if (sent.secret() == null) {
            return keyless.to(chosen(keyless, false, null));
        }
        Destination found = exchange.found();
        try {
            return keyless.to(chosen(keyless, true, reader.read(found.provider(), sent.secret(), "caller")));
        } catch (CredentialReader.Unusable unusable) {
            return keyless.to(found.with(refused(unusable), null));
        }
    }

    private Destination chosen(Exchange exchange, boolean callerHasKey, @Nullable Credential callers) {
        Provider provider = exchange.found().provider();
        KeyOptions asked = exchange.request().options().keys();
        KeyChoice choice = KeyChoice.of(
                new KeyChoice.Question(
                        provider,
                        callerHasKey,
                        exchange.visit().authenticated(),
                        asked.alias(),
                        Boolean.TRUE.equals(asked.noWholesale()),
                        operators.get(provider.id())),
                exchange.gateway().address(),
                exchange.visit().settings().keys(),
                exchange.gateway().policies().access());
        return switch (choice) {
            case KeyChoice.Callers own -> exchange.found().with(choice, callers);
            case KeyChoice.Stored(ProviderConfig config) -> stored(exchange.found(), choice, config);
            case KeyChoice.Operators(Credential credential) -> exchange.found().with(choice, credential);
            case KeyChoice.None none -> exchange.found().with(choice, null);
            case KeyChoice.Refused refused -> exchange.found().with(choice, null);
        };
    }

    private Destination stored(Destination found, KeyChoice choice, ProviderConfig config) {
        try {
            return found.with(
                    choice,
                    reader.read(
                            found.provider(),
                            Objects.requireNonNull(config.secret().value()),
                            config.key().id().toString()));
        } catch (CredentialReader.Unusable unusable) {
            return found.with(refused(unusable), null);
        }
    }

    private static KeyChoice refused(CredentialReader.Unusable unusable) {
        return new KeyChoice.Refused(new Problem.KeyUnusable(unusable.reason()));
    }
}
