package dev.penstock.application.inference;

import dev.penstock.application.port.RateCounter;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.providerconfig.CallLimit;
import dev.penstock.domain.providerconfig.ProviderConfig;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets a call go out with the key that was chosen for it, within the limit of a stored one (traffic, section 3), or not at all. */
public final class UseKey implements Stage {
    private final RateCounter counter;
    private final InstantSource clock;

    public UseKey(RateCounter counter, InstantSource clock) {
        this.counter = counter;
        this.clock = clock;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        return switch (exchange.found().chosen()) {
            case KeyChoice.Refused(Problem problem) -> refuse(problem);
            case KeyChoice.Stored(ProviderConfig config)
            when config.limit().calls() != null -> within(config, config.limit(), exchange, next);
            case KeyChoice.Stored stored -> next.proceed(exchange);
            case KeyChoice.Callers callers -> next.proceed(exchange);
            case KeyChoice.Operators operators -> next.proceed(exchange);
            case KeyChoice.None none -> next.proceed(exchange);
        };
    }

    private CompletionStage<InferenceReply> within(
            ProviderConfig config, CallLimit limit, Exchange exchange, Next next) {
        Long calls = limit.calls();
        if (calls == null) {
            return next.proceed(exchange);
        }
        RateWindow window = RateWindow.of(calls, limit.period(), Technique.FIXED);
        return counter.admit(CounterKey.ofProviderKey(config.key()), window, clock.instant())
                .thenCompose(admitted -> admitted ? next.proceed(exchange) : refuse(new Problem.KeyRateLimited()));
    }

    private static CompletionStage<InferenceReply> refuse(Problem problem) {
        return CompletableFuture.failedFuture(new ProblemException(problem));
    }
}
