package dev.penstock.application.inference;

import dev.penstock.application.port.RateCounter;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.RateLimit;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateWindow;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Admits as many requests to a gateway as its rate limit says (traffic, section 2). A request with several steps counts once:
 * with the first one that gets here. One before it may have had nowhere to go.
 */
public final class LimitRate implements Stage {
    private final RateCounter counter;
    private final InstantSource clock;

    public LimitRate(RateCounter counter, InstantSource clock) {
        this.counter = counter;
        this.clock = clock;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        RateLimit limit = exchange.gateway().policies().rateLimit();
        if (!limit.isOn() || !exchange.visit().turnstile().pass()) {
            return next.proceed(exchange);
        }
        RateWindow window = RateWindow.of(limit.requests(), limit.interval(), limit.technique());
        return counter.admit(CounterKey.ofGateway(exchange.gateway().address()), window, clock.instant())
                .thenCompose(admitted -> admitted
                        ? next.proceed(exchange)
                        : CompletableFuture.failedFuture(new ProblemException(new Problem.RateLimited())));
    }
}
