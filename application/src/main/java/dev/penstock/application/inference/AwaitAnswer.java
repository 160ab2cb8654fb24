package dev.penstock.application.inference;

import dev.penstock.application.conduct.AnswerBrokenException;
import dev.penstock.application.conduct.AwaitedStream;
import dev.penstock.application.conduct.WholeBody;
import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.AnswerForms;
import dev.penstock.application.port.AnswerForms.StreamForm;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.ConductOptions.Rescue;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer for one only when it is: a stream when it says something, a whole body when it is all there and can be read
 * (fault conduct). So what fails before that can still be tried again or elsewhere. Requests that are only passed on, with no
 * limit on time and nothing else to try, are not looked at.
 */
public final class AwaitAnswer implements Stage {
    /** A whole answer is held up to this size, as a translated one is. */
    private static final long LONGEST_WHOLE = 25L * 1024 * 1024;

    private static final long LONGEST_ERROR = 64L * 1024;
    private static final int OK = 200;
    private static final int FIRST_FAILURE = 400;
    private static final String EVENTS = "text/event-stream";
    private static final String ACCEPT_ENCODING = "accept-encoding";

    private final AnswerForms forms;
    private final ConductSettings settings;
    private final Alarm alarm;
    private final InstantSource clock;

    /**
     * @param settings what holds for requests that do not say
     */
    public AwaitAnswer(AnswerForms forms, ConductSettings settings, Alarm alarm, InstantSource clock) {
        this.forms = forms;
        this.settings = settings;
        this.alarm = alarm;
        this.clock = clock;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        CallOptions call = exchange.request().options().call();
        ConductOptions said = settings.inForce(call.conduct(), exchange.place().guarded());
        boolean looks = exchange.place().guarded()
                || call.timeout() != null
                || said.firstToken() != null
                || said.stall() != null;
        return looks
                ? next.proceed(readable(exchange)).thenCompose(reply -> look(exchange, reply, said))
                : next.proceed(exchange);
    }

    /** Nobody here can look into an answer that is compressed. */
    private static Exchange readable(Exchange exchange) {
        InferenceRequest request = exchange.request();
        if (request.headers().get(ACCEPT_ENCODING) == null) {
            return exchange;
        }
        Headers plain =
                request.headers().without(line -> line.isNamed(ACCEPT_ENCODING)).with(ACCEPT_ENCODING, "identity");
        return exchange.with(request.with(request.target(), plain));
    }

    private CompletionStage<InferenceReply> look(Exchange exchange, InferenceReply reply, ConductOptions said) {
        if (reply.body() instanceof Body.Streamed streamed) {
            StreamForm form = reply.status() < FIRST_FAILURE
                    ? forms.stream(exchange.request().target(), reply)
                    : null;
            if (form != null) {
                return begin(exchange, reply, streamed, terms(exchange, form, said));
            }
        }
        return exchange.place().guarded() && isWhole(reply)
                ? whole(exchange, reply)
                : CompletableFuture.completedFuture(reply);
    }

    private AwaitedStream.Terms terms(Exchange exchange, StreamForm form, ConductOptions said) {
        boolean guarded = exchange.place().guarded();
        boolean rescued = guarded && said.rescue() != null && said.rescue() != Rescue.OFF;
        return new AwaitedStream.Terms(form, said.stall(), rescued, !guarded, alarm, clock);
    }

    private static CompletionStage<InferenceReply> begin(
            Exchange exchange, InferenceReply reply, Body.Streamed streamed, AwaitedStream.Terms terms) {
        return AwaitedStream.of(streamed.chunks(), terms, exchange.abandoned())
                .thenApply(chunks -> reply.withBody(new Body.Streamed(chunks, -1)))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(problem(failure, exchange, reply)));
    }

    /** Streams in forms that nobody knows here are not held. */
    private static boolean isWhole(InferenceReply reply) {
        String type = reply.headers().get("content-type");
        return type == null || (type.contains("json") && !type.contains("ndjson") && !type.startsWith(EVENTS));
    }

    private CompletionStage<InferenceReply> whole(Exchange exchange, InferenceReply reply) {
        boolean failed = reply.status() >= FIRST_FAILURE;
        return WholeBody.read(reply.body(), failed ? LONGEST_ERROR : LONGEST_WHOLE, exchange.abandoned())
                .thenApply(bytes -> checked(exchange, reply, bytes))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(problem(failure, exchange, reply)));
    }

    private InferenceReply checked(Exchange exchange, InferenceReply reply, ByteBuffer bytes) {
        boolean checked = reply.status() == OK && !exchange.place().last();
        String fault = checked ? forms.faultIn(reply, bytes) : null;
        if (fault != null) {
            throw new CompletionException(new AnswerBrokenException(fault));
        }
        return reply.withBody(new Body.Whole(bytes));
    }

    private static Throwable problem(Throwable failure, Exchange exchange, InferenceReply reply) {
        Throwable cause = Failures.cause(failure);
        if (!(cause instanceof AnswerBrokenException broken)) {
            return cause;
        }
        return new ProblemException(
                isDone(exchange.abandoned())
                        ? new Problem.CallerLeft()
                        : new Problem.ProviderFailed(reply.origin().provider(), broken.reason()));
    }

    private static boolean isDone(@Nullable CompletionStage<Void> abandoned) {
        return abandoned != null && abandoned.toCompletableFuture().isDone();
    }
}
