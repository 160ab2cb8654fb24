package dev.penstock.http.inference;

import dev.penstock.application.inference.Failures;
import dev.penstock.application.inference.ListModels;
import dev.penstock.application.inference.ListedModel;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.vertx.HeaderLines;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Tells which models the unified API can be asked for: {@code GET .../compat/models}. For one event loop. */
final class ModelListEndpoint {
    private final ListModels models;
    private final ModelListReply reply;

    ModelListEndpoint(ListModels models) {
        this.models = models;
        this.reply = new ModelListReply(models.shipped());
    }

    void handle(HttpServerRequest http, Arrival arrival, GatewayAddress gateway) {
        Headers headers = HeaderLines.toDomain(http.headers());
        InferenceRequest request = new InferenceRequest(
                arrival,
                gateway,
                new RequestTarget.Unified(Api.CHAT_COMPLETIONS, http.query()),
                http.method().name(),
                headers,
                InferenceRequest.Content.NONE,
                RequestHeaders.options(headers));
        models.own(request).whenComplete((own, failure) -> {
            if (http.response().closed()) {
                return;
            }
            if (failure == null) {
                write(own, request, http);
            } else {
                Answering.refuse(http, request, Failures.cause(failure));
            }
        });
    }

    private void write(List<ListedModel> own, InferenceRequest request, HttpServerRequest http) {
        RequestNames.addTo(http.response().headers(), request);
        http.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(reply.body(own));
    }
}
