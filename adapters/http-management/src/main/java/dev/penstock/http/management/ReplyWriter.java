package dev.penstock.http.management;

import dev.penstock.http.management.edge.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes a reply, on the request's own context. A caller that has left gets nothing. */
final class ReplyWriter {
    private ReplyWriter() {}

    static void write(HttpServerRequest request, Reply reply) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(reply.status()).putHeader("content-type", reply.contentType());
        reply.headers().forEach(response::putHeader);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("content-length", Integer.toString(reply.body().length()));
            response.end();
        } else {
            response.end(reply.body());
        }
    }
}
