package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.providers.chat.SseWriter;
import java.util.ArrayList;
import java.util.List;

/** An event that a caller sees. */
record SeenEvent(String name, JsonNode json) {
    /** Reads what {@link SseWriter} may write, and nothing else. */
    static List<SeenEvent> all(String body) {
        List<SeenEvent> events = new ArrayList<>();
        for (String event : body.split("\n\n", -1)) {
            if (!event.isEmpty()) {
                String[] lines = event.split("\n", -1);
                if (lines.length != 2 || !lines[0].startsWith("event: ") || !lines[1].startsWith("data: ")) {
                    throw new AssertionError("no event: " + event);
                }
                events.add(new SeenEvent(lines[0].substring(7), FrontSample.json(lines[1].substring(6))));
            }
        }
        return events;
    }

    String type() {
        return json.path("type").asText();
    }
}
