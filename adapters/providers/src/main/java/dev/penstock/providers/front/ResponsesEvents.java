package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import org.jspecify.annotations.Nullable;

/** The event stream of the Responses API; each event is numbered. */
final class ResponsesEvents implements EventTranslation, Answer.Listener {
    private final ResponseObject response;
    private final Answer answer;
    private EventSink out = (name, json) -> {};
    private boolean begun;
    private boolean ending;
    private int sequence;

    ResponsesEvents(Asked asked) {
        response = new ResponseObject(asked);
        answer = new Answer(asked.id(), true, this);
    }

    @Override
    public void chunk(JsonNode chatChunk, EventSink sink) {
        out = sink;
        if (!chatChunk.path("choices").isEmpty()) {
            begin(sink);
        }
        answer.chunk(chatChunk);
    }

    @Override
    public boolean isFinished() {
        return answer.isFinished();
    }

    @Override
    public void end(EventSink sink) {
        begin(sink);
        ending = true;
        answer.close();
        ObjectNode whole = response.ended(answer);
        send("response." + whole.path("status").asText(), of(whole));
    }

    @Override
    public void fail(@Nullable JsonNode chatError, EventSink sink) {
        begin(sink);
        ProviderError error = ProviderError.of(chatError);
        send(
                "error",
                Json.object()
                        .put("code", error.code() == null ? error.typeOr("server_error") : error.code())
                        .put("message", error.message())
                        .put("param", error.param()));
        send("response.failed", of(response.failed(error, answer)));
    }

    private void begin(EventSink sink) {
        out = sink;
        if (!begun) {
            begun = true;
            send("response.created", of(response.started(answer)));
            send("response.in_progress", of(response.started(answer)));
        }
    }

    @Override
    public void begins(Part part) {
        send("response.output_item.added", item(part, "in_progress"));
        switch (part.kind()) {
            case THOUGHT -> send("response.reasoning_summary_part.added", piece(part, "part", ""));
            case TEXT, REFUSAL -> send("response.content_part.added", piece(part, "part", ""));
            case CALL -> {}
        }
    }

    @Override
    public void grows(Part part, String more) {
        ObjectNode delta = at(part).put("delta", more);
        if (part.kind() == Part.Kind.TEXT) {
            delta.putArray("logprobs");
        }
        send(name(part) + ".delta", delta);
    }

    @Override
    public void ends(Part part) {
        String text = part.text();
        ObjectNode done = at(part);
        switch (part.kind()) {
            case THOUGHT -> {
                send(name(part) + ".done", done.put("text", text));
                send("response.reasoning_summary_part.done", piece(part, "part", text));
            }
            case TEXT -> {
                done.putArray("logprobs");
                send(name(part) + ".done", done.put("text", text));
                send("response.content_part.done", piece(part, "part", text));
            }
            case REFUSAL -> {
                send(name(part) + ".done", done.put("refusal", text));
                send("response.content_part.done", piece(part, "part", text));
            }
            case CALL ->
                send(name(part) + ".done", done.put("name", part.name()).put("arguments", text));
        }
        send("response.output_item.done", item(part, ending ? ResponseObject.lastStatus(answer) : "completed"));
    }

    private static String name(Part part) {
        return switch (part.kind()) {
            case THOUGHT -> "response.reasoning_summary_text";
            case TEXT -> "response.output_text";
            case REFUSAL -> "response.refusal";
            case CALL -> "response.function_call_arguments";
        };
    }

    private ObjectNode item(Part part, String status) {
        ObjectNode event = Json.object().put("output_index", part.at());
        event.set("item", response.item(part, status));
        return event;
    }

    private ObjectNode piece(Part part, String field, String text) {
        ObjectNode event = at(part);
        event.set(field, ResponseObject.content(part, text));
        return event;
    }

    private ObjectNode at(Part part) {
        ObjectNode event = Json.object().put("item_id", response.id(part)).put("output_index", part.at());
        return switch (part.kind()) {
            case THOUGHT -> event.put("summary_index", 0);
            case TEXT, REFUSAL -> event.put("content_index", 0);
            case CALL -> event;
        };
    }

    private static ObjectNode of(ObjectNode response) {
        ObjectNode event = Json.object();
        event.set("response", response);
        return event;
    }

    private void send(String type, ObjectNode content) {
        ObjectNode event = Json.ofType(type).put("sequence_number", sequence++);
        event.setAll(content);
        out.event(type, event);
    }
}
