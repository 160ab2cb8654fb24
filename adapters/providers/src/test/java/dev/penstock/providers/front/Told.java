package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What an answer tells a caller, whatever the API. */
record Told(String thought, String text, List<Call> calls, String ending, Tokens tokens) {
    /** One call of a tool. */
    record Call(String id, String name, JsonNode arguments) {}

    /** Input with what was cached, and that part of it. */
    record Tokens(long input, long cached, long output) {}
}
