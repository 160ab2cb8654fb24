package dev.penstock.http.inference;

import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.http.inference.RequestBody.Appetite;
import dev.penstock.vertx.HeaderLines;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which a caller names a model by its author and shows nothing but its own token: REST beside the management API,
 * and {@code run} below a gateway (data plane endpoints, section 5). For one event loop.
 */
final class RunEndpoint {
    private static final RequestTarget NOTHING_YET = new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null);

    private final ServeInference inference;
    private final RequestBody bodies;

    RunEndpoint(ServeInference inference, RequestBody bodies) {
        this.inference = inference;
        this.bodies = bodies;
    }

    /** Below a gateway. */
    void handle(HttpServerRequest http, Arrival arrival, GatewayAddress gateway) {
        Headers sent = HeaderLines.toDomain(http.headers());
        Call call = new Call(http, sent, true);
        InferenceRequest head = head(call, arrival, gateway, NOTHING_YET, RunHeaders.readable(sent));
        answer(call, head, run(call, head, false));
    }

    /** Beside the management API. */
    void handle(HttpServerRequest http, Arrival arrival, RestPath path) {
        Headers sent = HeaderLines.toDomain(http.headers());
        Call call = new Call(http, sent, false);
        GatewayId gateway = gateway(sent);
        if (gateway == null) {
            GatewayAddress unnamed = new GatewayAddress(path.account(), GatewayId.DEFAULT);
            Answering.refuse(
                    http,
                    head(call, arrival, unnamed, NOTHING_YET, Headers.NONE),
                    new ProblemException(new Problem.NotFound(Problem.Thing.GATEWAY)));
            return;
        }
        serve(call, arrival, new GatewayAddress(path.account(), gateway), path.form());
    }

    private void serve(Call call, Arrival arrival, GatewayAddress gateway, RestPath.Form form) {
        Headers clean = RunHeaders.cleaned(call.sent);
        String query = call.http.query();
        switch (form) {
            case RestPath.Form.Unified(Api api) -> {
                InferenceRequest head = head(call, arrival, gateway, new RequestTarget.Unified(api, query), clean);
                answer(call, head, unified(call, head));
            }
            case RestPath.Form.Run() -> {
                RequestTarget target = new RequestTarget.Unified(Api.CHAT_COMPLETIONS, query);
                InferenceRequest head = head(call, arrival, gateway, target, RunHeaders.readable(call.sent));
                answer(call, head, run(call, head, true));
            }
            case RestPath.Form.RunModel(String model) -> {
                RequestTarget target = new RequestTarget.Native(WorkersModel.slug(), WorkersModel.path(model), query);
                InferenceRequest head = head(call, arrival, gateway, target, clean);
                answer(call, head, runModel(call, head, model));
            }
        }
    }

    /**
     * What all forms need to know of a call.
     *
     * @param atGateway whether it came in below a gateway
     */
    private record Call(HttpServerRequest http, Headers sent, boolean atGateway, CompletableFuture<Void> callerLeft) {
        Call(HttpServerRequest http, Headers sent, boolean atGateway) {
            this(http, sent, atGateway, new CompletableFuture<>());
            http.response().closeHandler(closed -> callerLeft.complete(null));
        }

        /**
         * Workers AI belongs to an account, and so nobody is to use it through a gateway by accident. Null when all is well.
         */
        @Nullable
        ProblemException unnamedGateway(@Nullable String model) {
            boolean named = atGateway || RunHeaders.gateway(sent) != null;
            return named || model == null || !WorkersModel.claims(model)
                    ? null
                    : new ProblemException(new Problem.UnreadableCompletion(
                            "the header cf-aig-gateway-id must name the gateway for a model of Workers AI"));
        }
    }

    private CompletionStage<InferenceReply> unified(Call call, InferenceRequest head) {
        return bodies.take(call.http, Appetite.ALL).thenCompose(content -> {
            InferenceRequest request = head.with(content);
            ProblemException refusal = call.unnamedGateway(content.facts().model());
            return refusal == null
                    ? inference.serve(request, call.callerLeft)
                    : inference.refuse(request, refusal, call.callerLeft);
        });
    }

    private CompletionStage<InferenceReply> run(Call call, InferenceRequest head, boolean enveloped) {
        return bodies.take(call.http, Appetite.ALL).thenCompose(content -> {
            RunBody.Run run;
            try {
                run = RunBody.read(head, content);
            } catch (ProblemException refusal) {
                return inference.refuse(head.with(content), refusal, call.callerLeft);
            }
            return run(call, run, enveloped);
        });
    }

    private CompletionStage<InferenceReply> run(Call call, RunBody.Run run, boolean enveloped) {
        ProblemException refusal = call.unnamedGateway(run.model());
        if (refusal != null) {
            return inference.refuse(run.request(), refusal, call.callerLeft);
        }
        CompletionStage<InferenceReply> reply = inference.serve(run.request(), call.callerLeft);
        return run.translated()
                ? reply.thenCompose(answered -> RunReply.wrap(answered, run.model(), enveloped))
                : reply;
    }

    /** The body is whatever the model takes, sounds and pictures too. */
    private CompletionStage<InferenceReply> runModel(Call call, InferenceRequest head, String model) {
        ProblemException refusal = call.unnamedGateway(model);
        return refusal != null
                ? inference.refuse(head, refusal, call.callerLeft)
                : bodies.take(call.http, Appetite.A_LOOK)
                        .thenCompose(content -> inference.serve(head.with(content), call.callerLeft));
    }

    private static void answer(Call call, InferenceRequest head, CompletionStage<InferenceReply> outcome) {
        outcome.whenComplete((reply, failure) -> Answering.answer(call.http, head, reply, failure));
    }

    private static InferenceRequest head(
            Call call, Arrival arrival, GatewayAddress gateway, RequestTarget target, Headers headers) {
        return new InferenceRequest(
                arrival,
                gateway,
                target,
                "POST",
                headers,
                InferenceRequest.Content.NONE,
                RunHeaders.options(call.sent, call.atGateway));
    }

    /** Null when the header names what cannot be a gateway. */
    private static @Nullable GatewayId gateway(Headers sent) {
        String named = RunHeaders.gateway(sent);
        if (named == null) {
            return GatewayId.DEFAULT;
        }
        return GatewayId.isValid(named) ? new GatewayId(named) : null;
    }
}
