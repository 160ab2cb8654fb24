package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chat completions, as OpenAI and the many that imitate it word them. */
final class OpenAiAnswers implements Dialect {
    private static final long CREATED = 1_700_000_000;

    @Override
    public Question read(String path, String query, JsonNode body) {
        JsonNode messages = body.path("messages");
        boolean stream = body.path("stream").asBoolean();
        int limit =
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(Integer.MAX_VALUE));
        return new Question(
                body.path("model").asText(""),
                PromptText.of(messages),
                PromptText.ofLast(messages),
                stream ? Question.Shape.EVENTS : Question.Shape.WHOLE,
                body.path("stream_options").path("include_usage").asBoolean(),
                Math.max(1, limit));
    }

    @Override
    public ObjectNode whole(Answer answer, JsonNode body) {
        ObjectNode completion = frame(answer, "chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", answer.text())
                .putNull("refusal");
        choice.putNull("logprobs").put("finish_reason", finish(answer));
        if (answer.usageShown()) {
            completion.set("usage", usage(answer));
        }
        return completion;
    }

    @Override
    public List<Buffer> stream(Answer answer, Question question) {
        boolean usage = question.includeUsage() && answer.usageShown();
        List<Buffer> beats = new ArrayList<>();
        for (String piece : answer.pieces()) {
            ObjectNode delta = Json.object().put("content", piece);
            Buffer event = Json.event(chunk(answer, delta, null, usage));
            beats.add(
                    beats.isEmpty()
                            ? Json.event(chunk(answer, role(), null, usage)).appendBuffer(event)
                            : event);
        }
        Buffer closing = Json.event(chunk(answer, Json.object(), finish(answer), usage));
        if (usage) {
            ObjectNode last = frame(answer, "chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage(answer));
            closing.appendBuffer(Json.event(last));
        }
        beats.add(closing.appendString("data: [DONE]\n\n"));
        return beats;
    }

    @Override
    public ObjectNode error(Refusal refusal) {
        return OpenAiErrors.error(refusal);
    }

    private static ObjectNode role() {
        return Json.object().put("role", "assistant").put("content", "");
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

    private static ObjectNode usage(Answer answer) {
        ObjectNode usage = Json.object()
                .put("prompt_tokens", answer.promptTokens())
                .put("completion_tokens", answer.outputTokens())
                .put("total_tokens", answer.promptTokens() + answer.outputTokens());
        usage.putObject("prompt_tokens_details").put("cached_tokens", answer.cachedTokens());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }

    private static String finish(Answer answer) {
        return answer.cutShort() ? "length" : "stop";
    }
}
