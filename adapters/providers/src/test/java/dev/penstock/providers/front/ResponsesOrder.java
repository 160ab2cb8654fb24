package dev.penstock.providers.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** Accepts the events of a Responses stream in the order that OpenAI documents. */
final class ResponsesOrder {
    /** From a state, by an event's type without {@code response.}, to a state. */
    private static final Map<String, Map<String, String>> MOVES = Map.ofEntries(
            Map.entry("new", Map.of("created", "created")),
            Map.entry("created", Map.of("in_progress", "between")),
            Map.entry("between", Map.of("output_item.added", "item", "completed", "over", "incomplete", "over")),
            Map.entry(
                    "item",
                    Map.of(
                            "content_part.added", "part",
                            "reasoning_summary_part.added", "part",
                            "function_call_arguments.delta", "item",
                            "function_call_arguments.done", "item over")),
            Map.entry(
                    "part",
                    Map.of(
                            "output_text.delta", "part",
                            "refusal.delta", "part",
                            "reasoning_summary_text.delta", "part",
                            "output_text.done", "part over",
                            "refusal.done", "part over",
                            "reasoning_summary_text.done", "part over")),
            Map.entry(
                    "part over", Map.of("content_part.done", "item over", "reasoning_summary_part.done", "item over")),
            Map.entry("item over", Map.of("output_item.done", "between")),
            Map.entry("error", Map.of("failed", "over")),
            Map.entry("over", Map.of()));

    private String state = "new";
    private String item = "";
    private int items = -1;
    private int sequence;

    static void check(List<SeenEvent> events) {
        ResponsesOrder order = new ResponsesOrder();
        events.forEach(order::accept);
        assertThat(order.state).isEqualTo("over");
    }

    private void accept(SeenEvent event) {
        assertThat(event.name()).isEqualTo(event.type());
        assertThat(event.json().path("sequence_number").asInt()).isEqualTo(sequence++);
        if (event.type().equals("error")) {
            assertThat(state).isNotIn("new", "created", "over");
            state = "error";
            return;
        }
        String move = event.type().replaceFirst("^response\\.", "");
        String before = state;
        state = MOVES.getOrDefault(before, Map.of()).getOrDefault(move, "lost");
        assertThat(state).as(before + ", then " + move).isNotEqualTo("lost");
        place(move, event);
    }

    private void place(String move, SeenEvent event) {
        if (move.equals("output_item.added")) {
            items++;
            item = event.json().path("item").path("id").asText();
        }
        if (event.json().has("output_index")) {
            assertThat(event.json().path("output_index").asInt()).isEqualTo(items);
            assertThat(event.json().path("item_id").asText(item)).isEqualTo(item);
        }
    }
}
