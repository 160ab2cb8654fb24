package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;

/** One streamed answer of Anthropic's Messages API. */
final class AnthropicStream implements StreamTranslation {
    private static final int NO_STATUS = 500;

    private final ChatChunks out;
    private final AnthropicDialect dialect;
    /** Counts come in the first event and, for some of them again, in the last. */
    private final ObjectNode usage = Json.object();

    AnthropicStream(ChatChunks out, AnthropicDialect dialect) {
        this.out = out;
        this.dialect = dialect;
    }

    @Override
    public void event(String name, JsonNode own) {
        switch (own.path("type").asText(name)) {
            case "message_start" -> {
                out.begin();
                counts(own.path("message").path("usage"));
            }
            case "content_block_start" -> started(own.path("content_block"));
            case "content_block_delta" -> grew(own.path("delta"));
            case "content_block_stop" -> out.endToolCall();
            case "message_delta" -> {
                JsonNode reason = own.path("delta").path("stop_reason");
                if (reason.isTextual()) {
                    out.stopped(AnthropicDialect.finishReason(reason.asText()));
                }
                counts(own.path("usage"));
            }
            case "message_stop" -> out.end();
            case "error" -> out.fail(dialect.error(NO_STATUS, own));
            default -> {}
        }
    }

    private void started(JsonNode block) {
        switch (block.path("type").asText()) {
            case "tool_use" ->
                out.toolCall(block.path("id").asText(), block.path("name").asText());
            case "text" -> out.text(block.path("text").asText());
            case "thinking" -> out.reasoning(block.path("thinking").asText());
            default -> {}
        }
    }

    private void grew(JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> out.text(delta.path("text").asText());
            case "thinking_delta" -> out.reasoning(delta.path("thinking").asText());
            case "input_json_delta" -> out.arguments(delta.path("partial_json").asText());
            default -> {}
        }
    }

    private void counts(JsonNode counted) {
        counted.properties().forEach(count -> {
            if (count.getValue().isNumber()) {
                usage.set(count.getKey(), count.getValue());
            }
        });
        if (!usage.isEmpty()) {
            out.usage(AnthropicDialect.usage(usage));
        }
    }
}
