package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/** One streamed answer of Bedrock's Converse API. The usage comes after the reason to have stopped, and is the last event. */
final class BedrockConverseStream implements StreamTranslation {
    private final ChatChunks out;

    BedrockConverseStream(ChatChunks out) {
        this.out = out;
    }

    @Override
    public void event(String name, JsonNode own) {
        switch (name) {
            case "messageStart" -> out.begin();
            case "contentBlockStart" -> {
                JsonNode call = own.path("start").path("toolUse");
                if (call.isObject()) {
                    out.toolCall(
                            call.path("toolUseId").asText(), call.path("name").asText());
                }
            }
            case "contentBlockDelta" -> grew(own.path("delta"));
            case "contentBlockStop" -> out.endToolCall();
            case "messageStop" ->
                out.stopped(BedrockConverseDialect.finishReason(
                        own.path("stopReason").asText()));
            case "metadata" -> {
                if (own.path("usage").isObject()) {
                    out.usage(BedrockConverseDialect.usage(own.path("usage")));
                }
                out.end();
            }
            default -> {}
        }
    }

    private void grew(JsonNode delta) {
        out.text(delta.path("text").asText(""));
        out.reasoning(delta.path("reasoningContent").path("text").asText(""));
        out.arguments(delta.path("toolUse").path("input").asText(""));
    }

    @Override
    public void failure(String name, JsonNode own) {
        String type = switch (name) {
            case "throttlingException" -> "rate_limit_error";
            case "validationException" -> "invalid_request_error";
            default -> "api_error";
        };
        out.fail(ChatError.of(Objects.requireNonNullElse(BedrockConverseDialect.message(own), name), type, name));
    }
}
