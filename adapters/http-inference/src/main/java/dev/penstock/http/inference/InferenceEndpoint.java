package dev.penstock.http.inference;

import dev.penstock.application.inference.Failures;
import dev.penstock.application.inference.GatewayAnswer;
import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestId;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.vertx.HeaderLines;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data plane's door: everything below {@code /v1/}. Turns HTTP into a request, has it served, and turns the reply or the
 * problem into HTTP. For one event loop.
 */
public final class InferenceEndpoint implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceEndpoint.class);
    private static final int INTERNAL_ERROR = 500;
    private static final int NOT_HERE = 404;
    private static final int NO_SUCH_PATH = 2001;
    /** Until the body of a universal request has said what it asks for. */
    private static final RequestTarget NOTHING_YET = new RequestTarget.Native("", "", null);

    private final ServeInference inference;
    private final RequestIds ids;
    private final InstantSource clock;
    private final RequestBody bodies;

    /**
     * @param bodies what request bodies are held in where they have to be read whole; shared by all event loops
     */
    public InferenceEndpoint(
            ServeInference inference, RequestIds ids, InstantSource clock, InferenceLimits limits, ByteBudget bodies) {
        this.inference = inference;
        this.ids = ids;
        this.clock = clock;
        this.bodies = new RequestBody(limits, bodies);
    }

    @Override
    public void handle(HttpServerRequest http) {
        handle(http, InferencePath.parse(http.path(), http.query()));
    }

    /** Serves a request on a hostname of a gateway's own, where the path begins with the provider. */
    public void handle(HttpServerRequest http, GatewayAddress gateway) {
        handle(http, InferencePath.parse(gateway, http.path(), http.query()));
    }

    /** Says that there is nothing at this path, which is there on other hostnames. */
    public void refuseElsewhere(HttpServerRequest http) {
        ProblemReply.write(NOT_HERE, NO_SUCH_PATH, "Not Found", http);
    }

    private void handle(HttpServerRequest http, @Nullable InferencePath path) {
        Instant now = clock.instant();
        RequestId id = ids.next(now);
        Headers headers = HeaderLines.toDomain(http.headers());
        RequestOptions options = RequestHeaders.options(headers);
        if (path == null || (path.target() == null && !http.method().equals(HttpMethod.POST))) {
            RequestNames.addTo(http.response().headers(), id, options);
            ProblemReply.write(GatewayAnswer.to(new Problem.NotFound(Problem.Thing.GATEWAY)), http);
            return;
        }
        RequestTarget target = path.target();
        InferenceRequest head = new InferenceRequest(
                new Arrival(id, now, door(target)),
                path.gateway(),
                target == null ? NOTHING_YET : target,
                http.method().name(),
                headers,
                InferenceRequest.Content.NONE,
                options);
        CompletableFuture<Void> callerLeft = new CompletableFuture<>();
        http.response().closeHandler(closed -> callerLeft.complete(null));
        bodies.take(http, !(target instanceof RequestTarget.Native))
                .thenApply(content -> target == null ? UniversalBody.read(head, content) : head.with(content))
                .thenCompose(request -> serve(http, request, callerLeft))
                .exceptionally(unreadable -> answer(http, head, null, unreadable));
    }

    private CompletionStage<@Nullable Void> serve(
            HttpServerRequest http, InferenceRequest request, CompletionStage<Void> callerLeft) {
        return inference
                .serve(request, callerLeft)
                .handle((reply, failure) -> answer(http, request, reply, failure));
    }

    private static Door door(@Nullable RequestTarget target) {
        return switch (target) {
            case RequestTarget.Native asked -> Door.PROVIDER;
            case RequestTarget.Unified unified -> Door.COMPAT;
            case RequestTarget.Universal universal -> Door.UNIVERSAL;
            case null -> Door.UNIVERSAL;
        };
    }

    private static @Nullable Void answer(
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

    private static void refuse(HttpServerRequest http, InferenceRequest request, Throwable cause) {
        RequestNames.addTo(http.response().headers(), request);
        switch (cause) {
            case ProblemException refusal -> {
                GatewayAnswer answer = GatewayAnswer.to(refusal.problem());
                if (refusal.entry() != null) {
                    http.response().putHeader("cf-aig-log-id", refusal.entry().toString());
                }
                http.response().putHeader("cf-aig-step", Integer.toString(refusal.step()));
                if (answer.pastCache()) {
                    http.response().putHeader("cf-aig-cache-status", "MISS");
                }
                ProblemReply.write(answer, http);
            }
            case CancellationException left -> http.response().reset();
            default -> {
                LOG.error("request {} failed", request.id(), cause);
                ProblemReply.write(INTERNAL_ERROR, INTERNAL_ERROR, "Internal error", http);
            }
        }
    }

    /** Nobody is there to read the reply: the provider need not go on. */
    private static void discard(@Nullable InferenceReply reply) {
        if (reply != null && reply.body() instanceof Body.Streamed streamed) {
            streamed.chunks().subscribe(new Uninterested());
        }
    }
}
