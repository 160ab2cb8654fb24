package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * Shows over HTTP what reached the fake provider, its credentials included, and takes a fault that is to strike everything.
 * Neither is counted itself.
 */
final class Inspection {
    private static final String SEEN = "/_fake/seen";
    private static final String FAULT = "/_fake/fault";

    private final Tally tally;
    private final Strike strike;

    Inspection(Tally tally, Strike strike) {
        this.tally = tally;
        this.strike = strike;
    }

    /** Answers true if the request is not one to a model, but one to look in or to make trouble. */
    boolean serve(HttpServerRequest request) {
        if (FAULT.equals(request.path())) {
            fault(request);
            return true;
        } else if (!SEEN.equals(request.path())) {
            return false;
        } else if (request.method().equals(HttpMethod.DELETE)) {
            tally.forget();
            request.response().setStatusCode(204).end();
        } else {
            request.response().putHeader("content-type", ModelEndpoint.JSON).end(Json.buffer(seen()));
        }
        return true;
    }

    private void fault(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.DELETE)) {
            strike.set(null);
            request.response().setStatusCode(204).end();
        } else if (request.method().equals(HttpMethod.PUT)) {
            request.body().onSuccess(body -> {
                try {
                    strike.set(Json.read(body).path("fault").asText(null));
                    show(request);
                } catch (IllegalArgumentException unknown) {
                    ObjectNode error = Json.object().put("error", unknown.getMessage());
                    request.response()
                            .setStatusCode(400)
                            .putHeader("content-type", ModelEndpoint.JSON)
                            .end(Json.buffer(error));
                }
            });
        } else {
            show(request);
        }
    }

    private void show(HttpServerRequest request) {
        request.response()
                .putHeader("content-type", ModelEndpoint.JSON)
                .end(Json.buffer(Json.object().put("fault", strike.name())));
    }

    private ObjectNode seen() {
        ObjectNode seen = Json.object()
                .put("requests_count", tally.arrived())
                .put("aborted_count", tally.aborted())
                .put("tokens_count", tally.tokens());
        seen.putArray("requests");
        seen.putArray("aborted");
        seen.putArray("closed_sockets");
        tally.requests().all().forEach(request -> add(seen, request));
        tally.aborts()
                .all()
                .forEach(abort -> seen.withArray("aborted")
                        .addObject()
                        .put("method", abort.method())
                        .put("path", abort.path())
                        .put("arrived_at", abort.arrivedAt().toString())
                        .put("at", abort.at().toString()));
        tally.sockets()
                .all()
                .forEach(socket -> seen.withArray("closed_sockets")
                        .addObject()
                        .put("path", socket.path())
                        .put("code", socket.code())
                        .put("reason", socket.reason())
                        .put("at", socket.at().toString()));
        return seen;
    }

    private static void add(ObjectNode seen, SeenRequest request) {
        ObjectNode entry = seen.withArray("requests")
                .addObject()
                .put("method", request.method())
                .put("path", request.path())
                .put("arrived_at", request.arrivedAt().toString())
                .put("query", request.query())
                .put("body_size", request.bodySize())
                .put("body_start", request.bodyStart());
        ObjectNode headers = entry.putObject("headers");
        request.headers().forEach((name, values) -> values.forEach(headers.putArray(name)::add));
    }
}
