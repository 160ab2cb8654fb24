package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Responses API of OpenAI: the events that clients read, and no tools. */
final class OpenAiResponses implements Dialect {
    private static final long CREATED = 1_700_000_000;

    @Override
    public Question read(String path, String query, JsonNode body) {
        JsonNode input = body.path("input");
        return new Question(
                body.path("model").asText(""),
                PromptText.of(body.path("instructions"), input),
                PromptText.ofLast(input),
                body.path("stream").asBoolean() ? Question.Shape.EVENTS : Question.Shape.WHOLE,
                true,
                Math.max(1, body.path("max_output_tokens").asInt(Integer.MAX_VALUE)));
    }

    @Override
    public ObjectNode whole(Answer answer, JsonNode body) {
        ObjectNode response = frame(answer, answer.cutShort() ? "incomplete" : "completed");
        response.withArray("output").add(message(answer, answer.text(), "completed"));
        if (answer.usageShown()) {
            response.set("usage", usage(answer));
        }
        return response;
    }

    @Override
    public List<Buffer> stream(Answer answer, Question question) {
        Numbered events = new Numbered(answer);
        List<Buffer> beats = new ArrayList<>();
        Buffer opening = opening(events, answer);
        for (String piece : answer.pieces()) {
            Buffer delta = events.inText("response.output_text.delta", "delta", piece);
            beats.add(beats.isEmpty() ? opening.appendBuffer(delta) : delta);
        }
        Buffer closing = events.inText("response.output_text.done", "text", answer.text());
        ObjectNode done = Json.object().put("output_index", 0);
        done.set("item", message(answer, answer.text(), "completed"));
        closing.appendBuffer(events.next("response.output_item.done", done));
        ObjectNode whole = Json.object().set("response", whole(answer, Json.object()));
        String last = answer.cutShort() ? "response.incomplete" : "response.completed";
        beats.add(closing.appendBuffer(events.next(last, whole)));
        return beats;
    }

    @Override
    public ObjectNode error(Refusal refusal) {
        return OpenAiErrors.error(refusal);
    }

    private static Buffer opening(Numbered events, Answer answer) {
        ObjectNode created = Json.object().set("response", frame(answer, "in_progress"));
        ObjectNode item = Json.object().put("output_index", 0);
        item.set("item", message(answer, null, "in_progress"));
        ObjectNode part = Json.object().set("part", text(""));
        return events.next("response.created", created)
                .appendBuffer(events.next("response.output_item.added", item))
                .appendBuffer(events.inItem("response.content_part.added", part));
    }

    private static ObjectNode frame(Answer answer, String status) {
        ObjectNode response = Json.object()
                .put("id", "resp_" + answer.id())
                .put("object", "response")
                .put("created_at", CREATED)
                .put("status", status)
                .put("model", answer.model());
        response.putArray("output");
        return response;
    }

    private static ObjectNode message(Answer answer, @Nullable String text, String status) {
        ObjectNode message = Json.object()
                .put("id", "msg_" + answer.id())
                .put("type", "message")
                .put("status", status)
                .put("role", "assistant");
        message.putArray("content");
        if (text != null) {
            message.withArray("content").add(text(text));
        }
        return message;
    }

    private static ObjectNode text(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part;
    }

    private static ObjectNode usage(Answer answer) {
        ObjectNode usage = Json.object()
                .put("input_tokens", answer.promptTokens())
                .put("output_tokens", answer.outputTokens())
                .put("total_tokens", answer.promptTokens() + answer.outputTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", answer.cachedTokens());
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }

    /** Gives events their names and their numbers. */
    private static final class Numbered {
        private final Answer answer;
        private int number;

        Numbered(Answer answer) {
            this.answer = answer;
        }

        Buffer next(String type, ObjectNode data) {
            return Json.namedEvent(data.put("type", type).put("sequence_number", number++));
        }

        Buffer inItem(String type, ObjectNode data) {
            return next(
                    type,
                    data.put("item_id", "msg_" + answer.id())
                            .put("output_index", 0)
                            .put("content_index", 0));
        }

        Buffer inText(String type, String name, String text) {
            return inItem(type, Json.object().put(name, text));
        }
    }
}
