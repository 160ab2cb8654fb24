package dev.penstock.application.inference;

import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.ProviderId;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes the one call to the provider. Whatever the provider answers is passed on; only silence is a failure. */
public final class CallProvider implements Stage {
    private final ProviderClient client;

    public CallProvider(ProviderClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        ProviderClient.Call call;
        try {
            call = AddressCall.address(exchange);
        } catch (ProblemException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        return client.send(call, exchange.abandoned())
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(problem(call.provider().id(), failure)));
    }

    private static Throwable problem(ProviderId provider, Throwable failure) {
        return switch (Failures.cause(failure)) {
            case ProviderClient.ProviderUnreachable unreachable ->
                new ProblemException(new Problem.ProviderFailed(provider, unreachable.reason()));
            case CancellationException abandoned -> new ProblemException(new Problem.CallerLeft());
            case Throwable bug -> bug;
        };
    }
}
