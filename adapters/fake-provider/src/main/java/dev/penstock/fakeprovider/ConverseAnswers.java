package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Converse API of Amazon Bedrock: the path names the model, a stream comes in binary frames. Cached prompt tokens
 * stand beside the input tokens, not among them.
 */
final class ConverseAnswers implements Dialect {
    static final Pattern PATH = Pattern.compile("/model/([^/]+)/converse(-stream)?$");
    private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

    @Override
    public Question read(String path, String query, JsonNode body) {
        Matcher names = PATH.matcher(path);
        boolean found = names.find();
        JsonNode config = body.path("inferenceConfig");
        return new Question(
                found ? PathNames.decoded(names.group(1)) : "",
                Prompt.of(body.path("messages"), body.path("system")),
                found && names.group(2) != null ? Question.Shape.EVENTS : Question.Shape.WHOLE,
                true,
                config.path("maxTokens").asInt(Integer.MAX_VALUE),
                Question.stopsOf(config.path("stopSequences")),
                OfferedTools.ofConverse(body));
    }

    @Override
    public ObjectNode whole(Answer answer, JsonNode body) {
        ObjectNode reply = Json.object();
        ObjectNode message = reply.putObject("output").putObject("message").put("role", "assistant");
        for (int i = 0; i < answer.blocks().size(); i++) {
            Block block = answer.blocks().get(i);
            if (block.tool() == null) {
                message.withArray("content").addObject().put("text", block.content());
            } else {
                ObjectNode use = toolUse(answer, i, block);
                use.set("input", Json.read(Buffer.buffer(block.content())));
                message.withArray("content").addObject().set("toolUse", use);
            }
        }
        reply.put("stopReason", stop(answer));
        return measured(reply, answer);
    }

    @Override
    public Speech stream(Answer answer, Question question) {
        Buffer stop = frame("messageStop", Json.object().put("stopReason", stop(answer)));
        Buffer metadata = frame("metadata", measured(Json.object(), answer));
        Buffer broken = EventStreamFrame.event("contentBlockDelta", Buffer.buffer("{\"delta\":{\"te"));
        List<Buffer> closing = answer.tokens().shown() ? List.of(stop, metadata) : List.of(stop);
        return new Speech(EVENT_STREAM, Speech.beats(answer, new Frames(answer)), closing, broken);
    }

    @Override
    public ObjectNode error(Refusal refusal) {
        return Json.object().put("message", refusal.message());
    }

    @Override
    public Map<String, String> errorHeaders(Refusal refusal) {
        String named = refusal.code().endsWith("Exception") ? refusal.code() : errorType(refusal.status());
        return Map.of("x-amzn-errortype", named);
    }

    private static Buffer frame(String type, ObjectNode payload) {
        return EventStreamFrame.event(type, Json.buffer(payload));
    }

    private static ObjectNode toolUse(Answer answer, int index, Block block) {
        return Json.object().put("toolUseId", answer.callId("tooluse_", index)).put("name", block.tool());
    }

    private static ObjectNode measured(ObjectNode reply, Answer answer) {
        Tokens tokens = answer.tokens();
        if (tokens.shown()) {
            reply.putObject("usage")
                    .put("inputTokens", tokens.prompt() - tokens.cached())
                    .put("outputTokens", tokens.output())
                    .put("totalTokens", tokens.total())
                    .put("cacheReadInputTokens", tokens.cached())
                    .put("cacheWriteInputTokens", 0);
        }
        reply.putObject("metrics").put("latencyMs", 1);
        return reply;
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
            case 401, 403 -> "AccessDeniedException";
            case 404 -> "ResourceNotFoundException";
            case 408 -> "ModelTimeoutException";
            case 424 -> "ModelErrorException";
            case 429 -> "ThrottlingException";
            case 503 -> "ServiceUnavailableException";
            default -> status >= 500 ? "InternalServerException" : "ValidationException";
        };
    }

    private record Frames(Answer answer) implements Speech.Wording {
        @Override
        public Buffer opening() {
            return frame("messageStart", Json.object().put("role", "assistant"));
        }

        @Override
        public Buffer start(int index, Block block) {
            if (block.tool() == null) {
                return Buffer.buffer(); // Bedrock announces tools only
            }
            ObjectNode start = Json.object().put("contentBlockIndex", index);
            start.putObject("start").set("toolUse", toolUse(answer, index, block));
            return frame("contentBlockStart", start);
        }

        @Override
        public Buffer piece(int index, Block block, String piece) {
            ObjectNode event = Json.object().put("contentBlockIndex", index);
            ObjectNode delta = event.putObject("delta");
            if (block.tool() == null) {
                delta.put("text", piece);
            } else {
                delta.putObject("toolUse").put("input", piece);
            }
            return frame("contentBlockDelta", event);
        }

        @Override
        public Buffer stop(int index, Block block) {
            return frame("contentBlockStop", Json.object().put("contentBlockIndex", index));
        }
    }
}
