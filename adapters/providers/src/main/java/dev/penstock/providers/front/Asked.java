package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What a caller asked, as far as the answer has to know it.
 *
 * @param id letters and digits that no other request has: ids in the answer are made of it
 * @param request as the caller wrote it; never changed
 */
public record Asked(ObjectNode request, String id, Instant at) {
    /** As the caller wrote it, with its prefix; for answers that do not name theirs. */
    public String model() {
        return request.path("model").asText();
    }

    public boolean streamed() {
        return request.path("stream").asBoolean();
    }
}
