package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;

/** Messages as Anthropic words them. Cached prompt tokens stand beside the input tokens, not among them. */
final class AnthropicAnswers implements Dialect {
    @Override
    public Question read(String path, String query, JsonNode body) {
        return new Question(
                body.path("model").asText(""),
                Prompt.of(body.path("messages"), body.path("system")),
                Question.shapeOf(body),
                true,
                body.path("max_tokens").asInt(Integer.MAX_VALUE),
                Question.stopsOf(body.path("stop_sequences")),
                OfferedTools.ofMessages(body));
    }

    @Override
    public ObjectNode whole(Answer answer, JsonNode body) {
        ObjectNode message = frame(answer);
        for (int i = 0; i < answer.blocks().size(); i++) {
            Block block = answer.blocks().get(i);
            ObjectNode content = content(answer, i, block);
            if (block.tool() == null) {
                content.put("text", block.content());
            } else {
                content.set("input", Json.read(Buffer.buffer(block.content())));
            }
            message.withArray("content").add(content);
        }
        message.put("stop_reason", stop(answer)).put("stop_sequence", answer.stopSequence());
        if (answer.tokens().shown()) {
            message.set(
                    "usage",
                    inputUsage(answer.tokens())
                            .put("output_tokens", answer.tokens().output()));
        }
        return message;
    }

    @Override
    public Speech stream(Answer answer, Question question) {
        ObjectNode end = Json.object().put("type", "message_delta");
        end.putObject("delta").put("stop_reason", stop(answer)).put("stop_sequence", answer.stopSequence());
        if (answer.tokens().shown()) {
            end.putObject("usage").put("output_tokens", answer.tokens().output());
        }
        return Speech.events(
                Speech.beats(answer, new Events(answer)),
                Json.namedEvent(end),
                Json.namedEvent(Json.object().put("type", "message_stop")));
    }

    @Override
    public ObjectNode error(Refusal refusal) {
        ObjectNode body = Json.object().put("type", "error");
        body.putObject("error").put("type", errorType(refusal.status())).put("message", refusal.message());
        return body.put("request_id", "req_fake");
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

    /** A block without what it says. */
    private static ObjectNode content(Answer answer, int index, Block block) {
        if (block.tool() == null) {
            return Json.object().put("type", "text").put("text", "");
        }
        ObjectNode use = Json.object()
                .put("type", "tool_use")
                .put("id", answer.callId("toolu_", index))
                .put("name", block.tool());
        use.putObject("input");
        return use;
    }

    private static ObjectNode inputUsage(Tokens tokens) {
        return Json.object()
                .put("input_tokens", tokens.prompt() - tokens.cached())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", tokens.cached());
    }

    private static String stop(Answer answer) {
        return switch (answer.ending()) {
            case LIMIT -> "max_tokens";
            case STOP_SEQUENCE -> "stop_sequence";
            case TOOL_CALLED -> "tool_use";
            case DONE -> "end_turn";
        };
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

    private record Events(Answer answer) implements Speech.Wording {
        @Override
        public Buffer opening() {
            ObjectNode message = frame(answer).putNull("stop_reason").putNull("stop_sequence");
            if (answer.tokens().shown()) {
                message.set("usage", inputUsage(answer.tokens()).put("output_tokens", 1));
            }
            return Json.namedEvent(Json.object().put("type", "message_start").set("message", message));
        }

        @Override
        public Buffer start(int index, Block block) {
            ObjectNode start = Json.object().put("type", "content_block_start").put("index", index);
            start.set("content_block", content(answer, index, block));
            Buffer event = Json.namedEvent(start);
            return index == 0 ? event.appendBuffer(Json.namedEvent(Json.object().put("type", "ping"))) : event;
        }

        @Override
        public Buffer piece(int index, Block block, String piece) {
            ObjectNode event = Json.object().put("type", "content_block_delta").put("index", index);
            ObjectNode delta = event.putObject("delta");
            if (block.tool() == null) {
                delta.put("type", "text_delta").put("text", piece);
            } else {
                delta.put("type", "input_json_delta").put("partial_json", piece);
            }
            return Json.namedEvent(event);
        }

        @Override
        public Buffer stop(int index, Block block) {
            return Json.namedEvent(
                    Json.object().put("type", "content_block_stop").put("index", index));
        }
    }
}
