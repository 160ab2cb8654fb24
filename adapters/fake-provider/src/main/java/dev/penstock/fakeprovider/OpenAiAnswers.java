package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chat completions, as OpenAI and the many that imitate it word them. On Azure the path names the model. */
final class OpenAiAnswers implements Dialect {
    private static final long CREATED = 1_700_000_000;
    private static final Pattern DEPLOYMENT = Pattern.compile("/openai/deployments/([^/]+)/");

    @Override
    public Question read(String path, String query, JsonNode body) {
        int limit =
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(Integer.MAX_VALUE));
        return new Question(
                model(path, body),
                Prompt.of(body.path("messages")),
                Question.shapeOf(body),
                body.path("stream_options").path("include_usage").asBoolean(),
                limit,
                Question.stopsOf(body.path("stop")),
                OfferedTools.ofChat(body));
    }

    /** The model that a request names: an Azure deployment, or what the body says. */
    static String model(String path, JsonNode body) {
        Matcher deployment = DEPLOYMENT.matcher(path);
        return deployment.find()
                ? PathNames.decoded(deployment.group(1))
                : body.path("model").asText("");
    }

    @Override
    public ObjectNode whole(Answer answer, JsonNode body) {
        ObjectNode completion = frame(answer, "chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (answer.callsTools()) {
            message.putNull("content").putNull("refusal");
            for (int i = 0; i < answer.blocks().size(); i++) {
                Block block = answer.blocks().get(i);
                message.withArray("tool_calls").add(call(answer, i, block, block.content()));
            }
        } else {
            message.put("content", answer.text()).putNull("refusal");
        }
        choice.putNull("logprobs").put("finish_reason", finish(answer));
        if (answer.tokens().shown()) {
            completion.set("usage", usage(answer.tokens()));
        }
        return completion;
    }

    @Override
    public Speech stream(Answer answer, Question question) {
        boolean usage = question.includeUsage() && answer.tokens().shown();
        Buffer closing = Json.event(chunk(answer, Json.object(), finish(answer), usage));
        if (usage) {
            ObjectNode last = frame(answer, "chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage(answer.tokens()));
            closing.appendBuffer(Json.event(last));
        }
        return Speech.events(
                Speech.beats(answer, new Chunks(answer, usage)), closing, Buffer.buffer("data: [DONE]\n\n"));
    }

    @Override
    public ObjectNode error(Refusal refusal) {
        return OpenAiErrors.error(refusal);
    }

    private static ObjectNode call(Answer answer, int index, Block block, String arguments) {
        ObjectNode call = Json.object().put("id", answer.callId("call_", index)).put("type", "function");
        call.putObject("function").put("name", block.tool()).put("arguments", arguments);
        return call;
    }

    private static ObjectNode chunk(Answer answer, ObjectNode delta, @Nullable String finish, boolean usage) {
        ObjectNode chunk = frame(answer, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        return usage ? chunk.putNull("usage") : chunk;
    }

    private static ObjectNode frame(Answer answer, String kind) {
        return Json.object()
                .put("id", "chatcmpl-" + answer.id())
                .put("object", kind)
                .put("created", CREATED)
                .put("model", answer.model())
                .put("system_fingerprint", "fp_fake");
    }

    private static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Json.object()
                .put("prompt_tokens", tokens.prompt())
                .put("completion_tokens", tokens.output())
                .put("total_tokens", tokens.total());
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
        return usage;
    }

    private static String finish(Answer answer) {
        return switch (answer.ending()) {
            case LIMIT -> "length";
            case TOOL_CALLED -> "tool_calls";
            case DONE, STOP_SEQUENCE -> "stop";
        };
    }

    private record Chunks(Answer answer, boolean usage) implements Speech.Wording {
        @Override
        public Buffer opening() {
            ObjectNode role = Json.object().put("role", "assistant");
            return event(answer.callsTools() ? role.putNull("content") : role.put("content", ""));
        }

        @Override
        public Buffer start(int index, Block block) {
            if (block.tool() == null) {
                return Buffer.buffer();
            }
            ObjectNode delta = Json.object();
            delta.putArray("tool_calls").add(call(answer, index, block, "").put("index", index));
            return event(delta);
        }

        @Override
        public Buffer piece(int index, Block block, String piece) {
            if (block.tool() == null) {
                return event(Json.object().put("content", piece));
            }
            ObjectNode delta = Json.object();
            ObjectNode call = delta.putArray("tool_calls").addObject().put("index", index);
            call.putObject("function").put("arguments", piece);
            return event(delta);
        }

        @Override
        public Buffer stop(int index, Block block) {
            return Buffer.buffer();
        }

        private Buffer event(ObjectNode delta) {
            return Json.event(chunk(answer, delta, null, usage));
        }
    }
}
