package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** How one provider words requests, answers and errors. */
interface Dialect {
    /**
     * Reads a request. Its model is empty where the body names none.
     *
     * @param query the raw query, empty for none
     */
    Question read(String path, String query, JsonNode body);

    ObjectNode whole(Answer answer, JsonNode body);

    Speech stream(Answer answer, Question question);

    ObjectNode error(Refusal refusal);

    /** The headers that tell more of an error. */
    default Map<String, String> errorHeaders(Refusal refusal) {
        return Map.of();
    }
}
