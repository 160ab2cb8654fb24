package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import org.jspecify.annotations.Nullable;

/** The event stream of the Messages API. */
final class MessagesEvents implements EventTranslation, Answer.Listener {
    private final MessageObject message;
    private final Answer answer;
    private EventSink out = (name, json) -> {};
    private boolean begun;

    MessagesEvents(Asked asked) {
        message = new MessageObject(asked);
        answer = new Answer(asked.id(), MessageObject.showsThinking(asked), this);
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
        for (Part part : answer.parts()) {
            if (part.kind() == Part.Kind.CALL) {
                MessageObject.input(part, answer);
            }
        }
        answer.close();
        ObjectNode delta = Json.ofType("message_delta");
        delta.set("delta", message.stop(answer));
        delta.set("usage", MessageObject.usage(answer.usage()));
        send(delta);
        send(Json.ofType("message_stop"));
    }

    @Override
    public void fail(@Nullable JsonNode chatError, EventSink sink) {
        out = sink;
        send(MessagesApi.error(ProviderError.of(chatError)));
    }

    private void begin(EventSink sink) {
        out = sink;
        if (!begun) {
            begun = true;
            ObjectNode start = Json.ofType("message_start");
            start.set("message", message.started());
            send(start);
        }
    }

    @Override
    public void begins(Part part) {
        ObjectNode start = Json.ofType("content_block_start").put("index", part.at());
        start.set("content_block", MessageObject.begun(part));
        send(start);
    }

    @Override
    public void grows(Part part, String more) {
        ObjectNode event = Json.ofType("content_block_delta").put("index", part.at());
        event.set(
                "delta",
                switch (part.kind()) {
                    case THOUGHT -> Json.ofType("thinking_delta").put("thinking", more);
                    case TEXT, REFUSAL -> Json.ofType("text_delta").put("text", more);
                    case CALL -> Json.ofType("input_json_delta").put("partial_json", more);
                });
        send(event);
    }

    @Override
    public void ends(Part part) {
        send(Json.ofType("content_block_stop").put("index", part.at()));
    }

    private void send(ObjectNode event) {
        out.event(event.path("type").asText(), event);
    }
}
