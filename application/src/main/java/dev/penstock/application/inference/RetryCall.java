package dev.penstock.application.inference;

import dev.penstock.application.port.Alarm;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * Makes a failed call again, as often and as patiently as step, request and gateway say, in this order (traffic, section 7).
 * What the caller sees is the last attempt only.
 */
public final class RetryCall implements Stage {
    private final ConductSettings settings;
    private final Alarm alarm;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * @param settings what holds for requests that do not say
     */
    public RetryCall(ConductSettings settings, Alarm alarm, InstantSource clock, RandomGenerator random) {
        this.settings = settings;
        this.alarm = alarm;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        RetryPolicy policy = RetryPolicy.layered(
                exchange.request().options().call().retry(),
                exchange.gateway().policies().retry());
        boolean repeatable = exchange.request().content().body() instanceof Body.Whole;
        return policy.retries() == 0 || !repeatable
                ? next.proceed(exchange)
                : new Attempts(exchange, policy, next).make(exchange, 1);
    }

    /** The calls for one step, one after the other. */
    private final class Attempts {
        private final Exchange exchange;
        private final RetryPolicy policy;
        private final Next next;

        Attempts(Exchange exchange, RetryPolicy policy, Next next) {
            this.exchange = exchange;
            this.policy = policy;
            this.next = next;
        }

        /**
         * @param retry the number of the retry that comes when this attempt fails
         */
        CompletionStage<InferenceReply> make(Exchange attempt, int retry) {
            if (retry > policy.retries()) {
                return next.proceed(attempt);
            }
            return next.proceed(attempt)
                    .handle((reply, failure) -> failure == null
                            ? afterReply(reply, retry)
                            : afterFailure(attempt, Failures.cause(failure), retry))
                    .thenCompose(outcome -> outcome);
        }

        private CompletionStage<InferenceReply> afterReply(InferenceReply reply, int retry) {
            Duration pause = RetryPolicy.isWorthRetrying(reply.status())
                    ? policy.delayBefore(retry, RetryAfter.in(reply.headers(), clock.instant()))
                    : null;
            if (pause == null) {
                return CompletableFuture.completedFuture(reply);
            }
            Leftover.discard(reply, alarm);
            return again(pause, retry);
        }

        /** Silence is not tried again: the next silence would take as long (fault conduct, faults 6 and 9). */
        private CompletionStage<InferenceReply> afterFailure(Exchange attempt, Throwable failure, int retry) {
            boolean broken = failure instanceof ProblemException refusal
                    && refusal.problem() instanceof Problem.ProviderFailed
                    && !wasSilent(attempt);
            Duration pause = broken ? policy.delayBefore(retry, null) : null;
            return pause == null ? CompletableFuture.failedFuture(failure) : again(pause, retry);
        }

        /** Whether the attempt took as long as a silence that nobody has to bear. */
        private boolean wasSilent(Exchange attempt) {
            Duration stall = settings.inForce(
                            exchange.request().options().call().conduct(),
                            exchange.place().guarded())
                    .stall();
            Instant startedAt = attempt.attempt().startedAt();
            return stall != null && Duration.between(startedAt, clock.instant()).compareTo(stall) >= 0;
        }

        private CompletionStage<InferenceReply> again(Duration pause, int retry) {
            return pause(pause).thenCompose(over -> make(attempt(retry), retry + 1));
        }

        /** The last retry may take as long as it needs, unless there is another step to go on to (traffic, section 6). */
        private Exchange attempt(int retry) {
            boolean timed = retry < policy.retries() || !exchange.place().last();
            return exchange.with(new Exchange.Attempt(clock.instant(), timed));
        }

        private CompletionStage<Void> pause(Duration least) {
            CompletableFuture<Void> over = new CompletableFuture<>();
            Duration drawnOut = RetryPolicy.drawnOut(least, random.nextDouble());
            Alarm.Pending pending = alarm.after(drawnOut, () -> over.complete(null));
            exchange.abandoned().thenRun(() -> {
                pending.cancel();
                over.completeExceptionally(new ProblemException(new Problem.CallerLeft()));
            });
            return over;
        }
    }
}
