package dev.penstock.http.inference;

import dev.penstock.application.inference.GatewayAnswer;
import dev.penstock.application.inference.ListModels;
import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.http.inference.RequestBody.Appetite;
import dev.penstock.vertx.HeaderLines;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The data plane's door: everything below {@code /v1/}, and the REST forms beside the management API. Turns HTTP into a request, has it served, and turns the reply or the
 * problem into HTTP. For one event loop.
 */
public final class InferenceEndpoint implements Handler<HttpServerRequest> {
    private static final int NOT_HERE = 404;
    private static final int NO_SUCH_PATH = 2001;
    /** Until the body of a universal request has said what it asks for. */
    private static final RequestTarget NOTHING_YET = new RequestTarget.Native("", "", null);
    /** A body that says nothing is like one of the unified API that names no model. */
    private static final RequestTarget NO_STEPS = new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null);

    private final ServeInference inference;
    private final RequestIds ids;
    private final InstantSource clock;
    private final RequestBody bodies;
    private final RunEndpoint runs;
    private final ModelListEndpoint models;

    /**
     * @param bodies what request bodies are held in where they have to be read whole; shared by all event loops
     */
    public InferenceEndpoint(
            ServeInference inference,
            ListModels models,
            RequestIds ids,
            InstantSource clock,
            InferenceLimits limits,
            ByteBudget bodies) {
        this.inference = inference;
        this.ids = ids;
        this.clock = clock;
        this.bodies = new RequestBody(limits, bodies);
        this.runs = new RunEndpoint(inference, this.bodies);
        this.models = new ModelListEndpoint(models);
    }

    @Override
    public void handle(HttpServerRequest http) {
        RestPath rest = rest(http);
        if (rest == null) {
            handle(http, InferencePath.parse(http.path(), http.query()));
        } else {
            runs.handle(http, arrival(Door.RUN), rest);
        }
    }

    /** Whether this is one of the REST forms, which stand among the paths of the management API. */
    public boolean claims(HttpServerRequest http) {
        return rest(http) != null;
    }

    private static @Nullable RestPath rest(HttpServerRequest http) {
        return http.method().equals(HttpMethod.POST) ? RestPath.parse(http.path()) : null;
    }

    /** Serves a request on a hostname of a gateway's own, where the path begins with the provider. */
    public void handle(HttpServerRequest http, GatewayAddress gateway) {
        handle(http, InferencePath.parse(gateway, http.path(), http.query()));
    }

    /** Says that there is nothing at this path, which is there on other hostnames. */
    public void refuseElsewhere(HttpServerRequest http) {
        ProblemReply.write(NOT_HERE, NO_SUCH_PATH, "Not Found", Door.PROVIDER, http);
    }

    private void handle(HttpServerRequest http, @Nullable InferencePath path) {
        boolean post = http.method().equals(HttpMethod.POST);
        if (path == null || (path.isModelList() ? !isReading(http) : path.target() == null && !post)) {
            refuseAddress(http);
        } else if (path.isModelList()) {
            models.handle(http, arrival(Door.COMPAT), path.gateway());
        } else if (path.isRun() && post) {
            runs.handle(http, arrival(Door.RUN), path.gateway());
        } else {
            serve(http, path.gateway(), path.target());
        }
    }

    private Appetite appetite(InferenceRequest head, @Nullable RequestTarget target) {
        if (!(target instanceof RequestTarget.Native)) {
            return Appetite.ALL;
        }
        return inference.isBodyHeld(head) ? Appetite.ALL_IF_IT_FITS : Appetite.A_LOOK;
    }

    private static boolean isReading(HttpServerRequest http) {
        return http.method().equals(HttpMethod.GET) || http.method().equals(HttpMethod.HEAD);
    }

    private Arrival arrival(Door door) {
        Instant now = clock.instant();
        return new Arrival(ids.next(now), now, door);
    }

    private void refuseAddress(HttpServerRequest http) {
        RequestOptions options = RequestHeaders.options(HeaderLines.toDomain(http.headers()));
        RequestNames.addTo(http.response().headers(), ids.next(clock.instant()), options);
        ProblemReply.write(GatewayAnswer.to(new Problem.NotFound(Problem.Thing.GATEWAY)), Door.PROVIDER, http);
    }

    private void serve(HttpServerRequest http, GatewayAddress gateway, @Nullable RequestTarget target) {
        Headers headers = HeaderLines.toDomain(http.headers());
        InferenceRequest head = new InferenceRequest(
                arrival(door(target)),
                gateway,
                target == null ? NOTHING_YET : target,
                http.method().name(),
                headers,
                InferenceRequest.Content.NONE,
                RequestHeaders.options(headers));
        CompletableFuture<Void> callerLeft = new CompletableFuture<>();
        http.response().closeHandler(closed -> callerLeft.complete(null));
        bodies.take(http, appetite(head, target))
                .thenCompose(content -> target == null
                        ? steps(http, head, content, callerLeft)
                        : answer(http, head, inference.serve(head.with(content), callerLeft)))
                .exceptionally(broken -> Answering.answer(http, head, null, broken));
    }

    private CompletionStage<@Nullable Void> steps(
            HttpServerRequest http,
            InferenceRequest head,
            InferenceRequest.Content content,
            CompletionStage<Void> callerLeft) {
        InferenceRequest request;
        try {
            request = UniversalBody.read(head, content);
        } catch (ProblemException refusal) {
            InferenceRequest unread = head.with(NO_STEPS, head.headers()).with(content);
            return answer(http, head, inference.refuse(unread, refusal, callerLeft));
        }
        return answer(http, request, inference.serve(request, callerLeft));
    }

    private static CompletionStage<@Nullable Void> answer(
            HttpServerRequest http, InferenceRequest request, CompletionStage<InferenceReply> outcome) {
        return outcome.handle((reply, failure) -> Answering.answer(http, request, reply, failure));
    }

    private static Door door(@Nullable RequestTarget target) {
        return switch (target) {
            case RequestTarget.Native asked -> Door.PROVIDER;
            case RequestTarget.Unified unified -> Door.COMPAT;
            case RequestTarget.Universal universal -> Door.UNIVERSAL;
            case null -> Door.UNIVERSAL;
        };
    }
}
