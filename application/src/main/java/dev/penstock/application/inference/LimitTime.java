package dev.penstock.application.inference;

import dev.penstock.application.port.Alarm;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.InferenceReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Gives up a call whose answer does not begin within the caller's time limit (traffic, section 6; fault conduct): the head, and
 * the first content of a stream. Once it has begun it may take as long as it likes.
 */
public final class LimitTime implements Stage {
    private final ConductSettings settings;
    private final Alarm alarm;

    /**
     * @param settings what holds for requests that do not say
     */
    public LimitTime(ConductSettings settings, Alarm alarm) {
        this.settings = settings;
        this.alarm = alarm;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        Duration limit = limit(exchange);
        return limit == null ? next.proceed(exchange) : within(limit, exchange, next);
    }

    /** The shorter of the two; that of the first content holds for every attempt. */
    private @Nullable Duration limit(Exchange exchange) {
        CallOptions call = exchange.request().options().call();
        Duration whole = exchange.attempt().timed() ? call.timeout() : null;
        Duration firstToken =
                settings.inForce(call.conduct(), exchange.place().guarded()).firstToken();
        return whole == null || (firstToken != null && firstToken.compareTo(whole) < 0) ? firstToken : whole;
    }

    private CompletionStage<InferenceReply> within(Duration limit, Exchange exchange, Next next) {
        CompletableFuture<Void> abandoned = new CompletableFuture<>();
        exchange.abandoned().thenRun(() -> abandoned.complete(null));
        CompletableFuture<Void> late = new CompletableFuture<>();
        Alarm.Pending pending = alarm.after(limit, () -> {
            late.complete(null);
            abandoned.complete(null);
        });
        return next.proceed(exchange.abandonedBy(abandoned))
                .whenComplete((reply, failure) -> pending.cancel())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        late.isDone() ? tooLate(limit, exchange, Failures.cause(failure)) : Failures.cause(failure)));
    }

    private static Throwable tooLate(Duration limit, Exchange exchange, Throwable failure) {
        return failure instanceof ProblemException left && left.problem() instanceof Problem.CallerLeft
                ? new ProblemException(
                        new Problem.ProviderTimedOut(exchange.found().provider().id(), limit))
                : failure;
    }
}
