package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.conduct.Outcome;
import dev.penstock.domain.conduct.Pass;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.WatchedChunks;
import dev.penstock.domain.log.ModelInPath;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a provider's model alone after so many failures in a row, but for one probe at a time, where something else can take its
 * place (fault conduct, fault 15). Where nothing can, the call is made: the provider's own error is worth more than ours.
 */
public final class BreakCircuit implements Stage {
    private static final RetryPolicy ONCE = new RetryPolicy(0, null, null);
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private final Circuits circuits;
    private final InstantSource clock;

    public BreakCircuit(Circuits circuits, InstantSource clock) {
        this.circuits = circuits;
        this.clock = clock;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        if (!exchange.place().guarded()) {
            return next.proceed(exchange);
        }
        Circuits.Name name = name(exchange);
        Instant now = clock.instant();
        Pass pass = exchange.place().last() ? new Pass(now, false) : circuits.enter(name, now);
        if (pass == null) {
            return CompletableFuture.failedFuture(
                    new ProblemException(new Problem.CircuitOpen(name.provider(), name.model())));
        }
        Exchange call = pass.probe() ? exchange.with(once(exchange.request())) : exchange;
        return new Watch(name, pass).over(next.proceed(call));
    }

    private static Circuits.Name name(Exchange exchange) {
        Destination found = exchange.found();
        InferenceRequest request = exchange.request();
        String model = found.model() != null
                ? found.model()
                : ModelInPath.of(request.target().path());
        return new Circuits.Name(request.gateway(), found.provider().id(), model);
    }

    /** The same request, without retries. */
    private static InferenceRequest once(InferenceRequest request) {
        CallOptions call = request.options().call();
        return request.with(request.options()
                .with(new CallOptions(call.timeout(), RetryPolicy.layered(ONCE, call.retry()), call.conduct())));
    }

    /** Looks at what becomes of one call, retries included, to the end of its answer. */
    private final class Watch {
        private final Circuits.Name name;
        private final Pass pass;

        Watch(Circuits.Name name, Pass pass) {
            this.name = name;
            this.pass = pass;
        }

        CompletionStage<InferenceReply> over(CompletionStage<InferenceReply> calling) {
            return calling.whenComplete((reply, failure) -> {
                        if (failure != null) {
                            tell(outcomeOf(Failures.cause(failure)));
                        }
                    })
                    .thenApply(this::answered);
        }

        private InferenceReply answered(InferenceReply reply) {
            if (isBad(reply.status())) {
                tell(Outcome.BAD);
                return reply;
            }
            return switch (reply.body()) {
                case Body.Whole whole -> {
                    tell(Outcome.GOOD);
                    yield reply;
                }
                case Body.Streamed streamed -> {
                    tell(Outcome.BEGUN);
                    yield reply.withBody(new Body.Streamed(
                            new WatchedChunks(streamed.chunks(), chunk -> {}, ending -> tell(outcomeOf(ending))),
                            streamed.length()));
                }
            };
        }

        private void tell(Outcome outcome) {
            circuits.tell(name, pass, outcome, clock.instant());
        }
    }

    /** Any other error shows that somebody is there to refuse this request. */
    private static boolean isBad(int status) {
        return status >= FIRST_SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
    }

    private static Outcome outcomeOf(@Nullable Throwable failure) {
        boolean providers = failure instanceof ProblemException refusal
                && switch (refusal.problem()) {
                    case Problem.ProviderFailed failed -> true;
                    case Problem.ProviderTimedOut late -> true;
                    case Problem.UnreadableReply unreadable -> true;
                    default -> false;
                };
        return providers ? Outcome.BAD : Outcome.UNKNOWN;
    }

    private static Outcome outcomeOf(WatchedChunks.Ending ending) {
        return switch (ending) {
            case COMPLETE -> Outcome.GOOD;
            case FAILED -> Outcome.BAD;
            case CANCELLED -> Outcome.UNKNOWN;
        };
    }
}
