package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** How one provider words requests, answers and errors. */
interface Dialect {
    /**
     * Reads a request. Its model is empty where the body names none.
     *
     * @param query the raw query, empty for none
     */
    Question read(String path, String query, JsonNode body);

    ObjectNode whole(Answer answer, JsonNode body);

    /** One buffer for each piece of the text, then one that closes the stream; the first also opens it. */
    List<Buffer> stream(Answer answer, Question question);

    ObjectNode error(Refusal refusal);
}
