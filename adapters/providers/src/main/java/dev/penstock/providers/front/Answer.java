package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.providers.chat.ChatUsage;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UnreadableReplyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer in chat completions, gathered part by part: a whole one is read as one large chunk, so that both ways give the same.
 * One part is open at a time. Bounded; for one thread.
 */
final class Answer {
    private static final int MOST_CHARACTERS = 16 * 1024 * 1024;
    private static final int MOST_PARTS = 1024;

    /** Hears of an answer's parts as they come. */
    interface Listener {
        void begins(Part part);

        void grows(Part part, String more);

        void ends(Part part);
    }

    /** For an answer that is looked at when it is whole. */
    record Unheard() implements Listener {
        @Override
        public void begins(Part part) {}

        @Override
        public void grows(Part part, String more) {}

        @Override
        public void ends(Part part) {}
    }

    private final String id;
    private final boolean withThoughts;
    private final Listener listener;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Integer, Part> calls = new HashMap<>();
    private @Nullable Part open;
    private @Nullable String finish;
    private @Nullable String stoppedBy;
    private @Nullable ChatUsage usage;
    private int characters;

    Answer(String id, boolean withThoughts, Listener listener) {
        this.id = id;
        this.withThoughts = withThoughts;
        this.listener = listener;
    }

    void whole(JsonNode reply) {
        if (!reply.path("choices").path(0).path("message").isObject()) {
            throw new UnreadableReplyException("the provider's reply is no chat completion");
        }
        read(reply, "message");
        close();
    }

    void chunk(JsonNode chunk) {
        read(chunk, "delta");
    }

    void close() {
        if (open != null) {
            listener.ends(open);
            open = null;
        }
    }

    List<Part> parts() {
        return Collections.unmodifiableList(parts);
    }

    boolean isFinished() {
        return finish != null;
    }

    /** As chat completions have it; {@code stop} unless said otherwise. */
    String finish() {
        return finish == null ? "stop" : finish;
    }

    /** The stop sequence that ended the answer, from the few providers that tell. */
    @Nullable
    String stoppedBy() {
        return stoppedBy;
    }

    @Nullable
    ChatUsage usage() {
        return usage;
    }

    boolean has(Part.Kind kind) {
        return parts.stream().anyMatch(part -> part.kind() == kind);
    }

    private void read(JsonNode chat, String field) {
        if (chat.path("usage").isObject()) {
            usage = ChatUsage.of(chat.path("usage"));
        }
        JsonNode choice = chat.path("choices").path(0);
        JsonNode said = choice.path(field);
        JsonNode thought = said.path("reasoning_content");
        grow(Part.Kind.THOUGHT, thought.isTextual() ? thought : said.path("reasoning"));
        content(said.path("content"));
        grow(Part.Kind.REFUSAL, said.path("refusal"));
        for (int i = 0; i < said.path("tool_calls").size(); i++) {
            call(said.path("tool_calls").path(i), i);
        }
        finish(choice.path("finish_reason").asText(""), choice);
    }

    private void finish(String reason, JsonNode choice) {
        switch (reason) {
            // Some providers say so in every chunk but the last.
            case "", "null" -> {}
            case "error", "abort", "insufficient_system_resource" ->
                throw new UnreadableReplyException("the provider gave up in the middle of its answer");
            case "model_length", "max_tokens" -> finish = "length";
            default -> {
                finish = reason;
                stoppedBy = choice.path("stop_reason").textValue();
            }
        }
    }

    /** Text, or a list in which models that think tell the two apart. */
    private void content(JsonNode content) {
        if (!content.isArray()) {
            grow(Part.Kind.TEXT, content);
            return;
        }
        for (JsonNode piece : content) {
            grow(Part.Kind.TEXT, piece.path("text"));
            for (JsonNode thought : piece.path("thinking")) {
                grow(Part.Kind.THOUGHT, thought.path("text"));
            }
        }
    }

    private void grow(Part.Kind kind, JsonNode more) {
        String text = more.isTextual() ? more.textValue() : "";
        if (text.isEmpty() || (kind == Part.Kind.THOUGHT && !withThoughts)) {
            return;
        }
        Part part = open != null && open.kind() == kind ? open : begin(kind, "", "");
        grow(part, text);
    }

    private void call(JsonNode delta, int position) {
        int at = delta.path("index").asInt(position);
        String callId = delta.path("id").asText("");
        JsonNode function = delta.path("function");
        Part call = calls.get(at);
        // Some providers number all calls 0.
        if (call == null || (!callId.isEmpty() && !callId.equals(call.callId()))) {
            String name = function.path("name").asText("");
            if (name.isEmpty()) {
                throw new UnreadableReplyException("the provider's tool call has no name");
            }
            call = begin(Part.Kind.CALL, callId.isEmpty() ? "call_" + id + "_" + parts.size() : callId, name);
            calls.put(at, call);
        } else if (open == null || call.at() != open.at()) {
            throw new UnreadableReplyException("the provider goes on with a tool call that was over");
        }
        JsonNode arguments = function.path("arguments");
        String more = arguments.isObject() ? Json.text(arguments) : arguments.asText("");
        if (!more.isEmpty()) {
            grow(call, more);
        }
    }

    private Part begin(Part.Kind kind, String callId, String name) {
        close();
        if (parts.size() == MOST_PARTS) {
            throw new UnreadableReplyException("the provider's answer has too many parts");
        }
        Part part = new Part(kind, parts.size(), callId, name, new StringBuilder());
        parts.add(part);
        open = part;
        listener.begins(part);
        return part;
    }

    private void grow(Part part, String more) {
        characters += more.length();
        if (characters > MOST_CHARACTERS) {
            throw new UnreadableReplyException("the provider's answer is too long");
        }
        part.content().append(more);
        listener.grows(part, more);
    }
}
