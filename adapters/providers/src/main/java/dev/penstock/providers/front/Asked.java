package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What a caller asked, as far as the answer has to know it.
 *
 * @param id letters and digits that no other request has: ids in the answer are made of it
 * @param request as the caller wrote it; never changed
 * @param model as it was asked for, with its prefix: the answer repeats it
 */
public record Asked(ObjectNode request, String id, Instant at, String model) {
    /** With the model that stands in the request. */
    public Asked(ObjectNode request, String id, Instant at) {
        this(request, id, at, request.path("model").asText());
    }

    public boolean streamed() {
        return request.path("stream").asBoolean();
    }
}
