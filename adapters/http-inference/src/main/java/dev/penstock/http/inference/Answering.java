package dev.penstock.http.inference;

import dev.penstock.application.conduct.UnwantedStream;
import dev.penstock.application.inference.Failures;
import dev.penstock.application.inference.GatewayAnswer;
import dev.penstock.application.inference.TakeTurns;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back to a caller what became of its request: the reply, or the problem in the words of its door. */
final class Answering {
    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);
    private static final int INTERNAL_ERROR = 500;

    private Answering() {}

    /** To a request of several steps it is the answer of the one that the reply or the problem names. */
    static @Nullable Void answer(
            HttpServerRequest http,
            InferenceRequest request,
            @Nullable InferenceReply reply,
            @Nullable Throwable failure) {
        if (http.response().closed()) {
            discard(reply);
        } else if (reply != null) {
            write(http, request.atStep(reply.origin().step()), reply);
        } else if (failure != null) {
            Throwable cause = Failures.cause(failure);
            refuse(http, cause instanceof ProblemException refusal ? request.atStep(refusal.step()) : request, cause);
        }
        return null;
    }

    /** A reply that cannot be written is a bug of ours or of the provider, and no reason to leave the caller waiting. */
    private static void write(HttpServerRequest http, InferenceRequest request, InferenceReply reply) {
        try {
            ReplyWriter.write(request, reply, http);
        } catch (RuntimeException unwritable) {
            if (http.response().headWritten()) {
                http.response().reset();
                return;
            }
            discard(reply);
            http.response().headers().clear();
            refuse(http, request, unwritable);
        }
    }

    static void refuse(HttpServerRequest http, InferenceRequest request, Throwable cause) {
        if (http.response().closed()) {
            return;
        }
        Door door = request.arrival().door();
        RequestNames.addTo(http.response().headers(), request);
        switch (cause) {
            case ProblemException refusal -> {
                GatewayAnswer answer = GatewayAnswer.to(refusal.problem());
                if (refusal.entry() != null) {
                    http.response().putHeader("cf-aig-log-id", refusal.entry().toString());
                }
                http.response().putHeader("cf-aig-step", Integer.toString(refusal.step()));
                if (refusal.firstFailure() != null) {
                    http.response().putHeader(TakeTurns.FIRST_FAILURE_HEADER, refusal.firstFailure());
                }
                if (refusal.isBehindCache()) {
                    http.response().putHeader("cf-aig-cache-status", "MISS");
                }
                ProblemReply.write(answer, door, http);
            }
            case CancellationException left -> http.response().reset();
            default -> {
                LOG.error("request {} failed", request.id(), cause);
                ProblemReply.write(INTERNAL_ERROR, INTERNAL_ERROR, "Internal error", door, http);
            }
        }
    }

    /** Nobody is there to read the reply: the provider need not go on. */
    private static void discard(@Nullable InferenceReply reply) {
        if (reply != null && reply.body() instanceof Body.Streamed streamed) {
            streamed.chunks().subscribe(new UnwantedStream());
        }
    }
}
