package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Shows over HTTP what reached the fake provider, its credentials included. Looking is not counted itself. */
final class Inspection {
    private static final String PATH = "/_fake/seen";

    private final Tally tally;

    Inspection(Tally tally) {
        this.tally = tally;
    }

    /** Answers true if the request is one to look at or to forget what was seen. */
    boolean serve(HttpServerRequest request) {
        if (!PATH.equals(request.path())) {
            return false;
        } else if (request.method().equals(HttpMethod.DELETE)) {
            tally.forget();
            request.response().setStatusCode(204).end();
        } else {
            request.response().putHeader("content-type", ModelEndpoint.JSON).end(Json.buffer(seen()));
        }
        return true;
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
                .put("query", request.query())
                .put("body_size", request.bodySize())
                .put("body_start", request.bodyStart());
        ObjectNode headers = entry.putObject("headers");
        request.headers().forEach((name, values) -> values.forEach(headers.putArray(name)::add));
    }
}
