package dev.penstock.providers.front;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** Accepts the events of a Messages stream in the order that Anthropic documents. */
final class MessagesOrder {
    private static final Map<String, String> DELTAS =
            Map.of("text", "text_delta", "thinking", "thinking_delta", "tool_use", "input_json_delta");

    private String state = "new";
    private String block = "";
    private int blocks;

    static void check(List<SeenEvent> events) {
        MessagesOrder order = new MessagesOrder();
        events.forEach(order::accept);
        assertThat(order.state).isIn("over", "failed");
    }

    private void accept(SeenEvent event) {
        assertThat(event.name()).isEqualTo(event.type());
        switch (event.type()) {
            case "message_start" -> go("new", "between");
            case "content_block_start" -> {
                go("between", "within");
                assertThat(event.json().path("index").asInt()).isEqualTo(blocks);
                block = event.json().path("content_block").path("type").asText();
            }
            case "content_block_delta" -> {
                go("within", "within");
                assertThat(event.json().path("index").asInt()).isEqualTo(blocks);
                assertThat(event.json().path("delta").path("type").asText()).isEqualTo(DELTAS.get(block));
            }
            case "content_block_stop" -> {
                go("within", "between");
                assertThat(event.json().path("index").asInt()).isEqualTo(blocks++);
            }
            case "message_delta" -> go("between", "stopping");
            case "message_stop" -> go("stopping", "over");
            case "error" -> state = state.equals("over") ? "too late" : "failed";
            default -> throw new AssertionError(event.type());
        }
    }

    private void go(String from, String to) {
        assertThat(state).isEqualTo(from);
        state = to;
    }
}
