package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** The Responses API of OpenAI, and the events that its clients read. It has no stop sequences. */
final class OpenAiResponses implements Dialect {
    private static final long CREATED = 1_700_000_000;

    @Override
    public Question read(String path, String query, JsonNode body) {
        return new Question(
                body.path("model").asText(""),
                Prompt.of(body.path("input"), body.path("instructions")),
                Question.shapeOf(body),
                true,
                body.path("max_output_tokens").asInt(Integer.MAX_VALUE),
                List.of(),
                OfferedTools.ofResponses(body));
    }

    @Override
    public ObjectNode whole(Answer answer, JsonNode body) {
        boolean cut = answer.ending() == Answer.Ending.LIMIT;
        ObjectNode response = frame(answer, cut ? "incomplete" : "completed");
        if (cut) {
            response.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        for (int i = 0; i < answer.blocks().size(); i++) {
            response.withArray("output").add(item(answer, i, true));
        }
        if (answer.tokens().shown()) {
            response.set("usage", usage(answer.tokens()));
        }
        return response;
    }

    @Override
    public Speech stream(Answer answer, Question question) {
        ResponseEvents events = new ResponseEvents(answer);
        List<Buffer> beats = Speech.beats(answer, events);
        ObjectNode whole = Json.object().set("response", whole(answer, Json.object()));
        String last = answer.ending() == Answer.Ending.LIMIT ? "response.incomplete" : "response.completed";
        return Speech.events(beats, events.next(last, whole));
    }

    @Override
    public ObjectNode error(Refusal refusal) {
        return OpenAiErrors.error(refusal);
    }

    static ObjectNode frame(Answer answer, String status) {
        ObjectNode response = Json.object()
                .put("id", "resp_" + answer.id())
                .put("object", "response")
                .put("created_at", CREATED)
                .put("status", status)
                .put("model", answer.model());
        response.putArray("output");
        return response;
    }

    /** One item of the output: as it starts, without what it says, or done. */
    static ObjectNode item(Answer answer, int index, boolean done) {
        Block block = answer.blocks().get(index);
        ObjectNode item = Json.object()
                .put("id", itemId(answer, index))
                .put("type", block.tool() == null ? "message" : "function_call")
                .put("status", done ? "completed" : "in_progress");
        if (block.tool() != null) {
            return item.put("call_id", answer.callId("call_", index))
                    .put("name", block.tool())
                    .put("arguments", done ? block.content() : "");
        }
        item.put("role", "assistant").putArray("content");
        if (done) {
            item.withArray("content").add(text(block.content()));
        }
        return item;
    }

    static String itemId(Answer answer, int index) {
        boolean text = answer.blocks().get(index).tool() == null;
        return text ? "msg_" + answer.id() : answer.callId("fc_", index);
    }

    static ObjectNode text(String text) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part;
    }

    private static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Json.object()
                .put("input_tokens", tokens.prompt())
                .put("output_tokens", tokens.output())
                .put("total_tokens", tokens.total());
        usage.putObject("input_tokens_details").put("cached_tokens", tokens.cached());
        usage.putObject("output_tokens_details").put("reasoning_tokens", tokens.reasoning());
        return usage;
    }
}
