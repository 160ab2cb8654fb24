package dev.penstock.http.inference;

import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestId;
import dev.penstock.domain.inference.RequestOptions;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** The names of a request that every answer carries, errors too. */
final class RequestNames {
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("cf-aig-request-id");
    private static final CharSequence EVENT_ID = HttpHeaders.createOptimized("cf-aig-event-id");

    private RequestNames() {}

    static void addTo(MultiMap headers, InferenceRequest request) {
        addTo(headers, request.id(), request.options());
    }

    static void addTo(MultiMap headers, RequestId requestId, RequestOptions options) {
        String id = requestId.toString();
        String event = options.eventId();
        headers.set(REQUEST_ID, id);
        headers.set(EVENT_ID, event == null ? id : event);
    }
}
