package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Messages as Anthropic words them. Cached prompt tokens stand beside the input tokens, not among them. */
final class AnthropicAnswers implements Dialect {
    @Override
    public Question read(String path, String query, JsonNode body) {
        JsonNode messages = body.path("messages");
        return new Question(
                body.path("model").asText(""),
                PromptText.of(body.path("system"), messages),
                PromptText.ofLast(messages),
                body.path("stream").asBoolean() ? Question.Shape.EVENTS : Question.Shape.WHOLE,
                true,
                Math.max(1, body.path("max_tokens").asInt(Integer.MAX_VALUE)));
    }

    @Override
    public ObjectNode whole(Answer answer, JsonNode body) {
        ObjectNode message = frame(answer);
        message.withArray("content").addObject().put("type", "text").put("text", answer.text());
        message.put("stop_reason", stop(answer)).putNull("stop_sequence");
        if (answer.usageShown()) {
            message.set("usage", inputUsage(answer).put("output_tokens", answer.outputTokens()));
        }
        return message;
    }

    @Override
    public List<Buffer> stream(Answer answer, Question question) {
        List<Buffer> beats = new ArrayList<>();
        for (String piece : answer.pieces()) {
            ObjectNode delta = Json.object().put("type", "content_block_delta").put("index", 0);
            delta.putObject("delta").put("type", "text_delta").put("text", piece);
            Buffer event = Json.namedEvent(delta);
            beats.add(beats.isEmpty() ? opening(answer).appendBuffer(event) : event);
        }
        beats.add(closing(answer));
        return beats;
    }

    @Override
    public ObjectNode error(Refusal refusal) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", errorType(refusal.status())).put("message", refusal.message());
        return body.put("request_id", "req_fake");
    }

    private static Buffer opening(Answer answer) {
        ObjectNode message = frame(answer).putNull("stop_reason").putNull("stop_sequence");
        if (answer.usageShown()) {
            message.set("usage", inputUsage(answer).put("output_tokens", 1));
        }
        ObjectNode start = Json.object().put("type", "message_start").set("message", message);
        ObjectNode block = Json.object().put("type", "content_block_start").put("index", 0);
        block.putObject("content_block").put("type", "text").put("text", "");
        return Json.namedEvent(start)
                .appendBuffer(Json.namedEvent(block))
                .appendBuffer(Json.namedEvent(Json.object().put("type", "ping")));
    }

    private static Buffer closing(Answer answer) {
        ObjectNode end = Json.object().put("type", "message_delta");
        end.putObject("delta").put("stop_reason", stop(answer)).putNull("stop_sequence");
        if (answer.usageShown()) {
            end.putObject("usage").put("output_tokens", answer.outputTokens());
        }
        return Json.namedEvent(Json.object().put("type", "content_block_stop").put("index", 0))
                .appendBuffer(Json.namedEvent(end))
                .appendBuffer(Json.namedEvent(Json.object().put("type", "message_stop")));
    }

    private static ObjectNode frame(Answer answer) {
        ObjectNode message = Json.object()
                .put("id", "msg_" + answer.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", answer.model());
        message.putArray("content");
        return message;
    }

    private static ObjectNode inputUsage(Answer answer) {
        return Json.object()
                .put("input_tokens", answer.promptTokens() - answer.cachedTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", answer.cachedTokens());
    }

    private static String stop(Answer answer) {
        return answer.cutShort() ? "max_tokens" : "end_turn";
    }

    private static String errorType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}
