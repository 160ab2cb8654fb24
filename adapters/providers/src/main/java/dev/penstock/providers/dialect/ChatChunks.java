package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.ChatUsage;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.SseWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one answer as a stream of chat completion chunks. Knows how such a stream ends: a whole one with the finish reason,
 * the usage when it was asked for, and {@code [DONE]}; a failed one with the error and nothing after it.
 */
public final class ChatChunks {
    enum State {
        OPEN,
        WHOLE,
        FAILED
    }

    private final Asked asked;
    private final SseWriter written = new SseWriter();
    private State state = State.OPEN;
    private boolean begun;
    private int tool = -1;
    private boolean inToolCall;
    private boolean awaitsArguments;
    private @Nullable String finishReason;
    private @Nullable ChatUsage usage;

    ChatChunks(Asked asked) {
        this.asked = asked;
    }

    State state() {
        return state;
    }

    /** Takes what was written since the last time. */
    ByteBuffer take() {
        return written.take();
    }

    void begin() {
        if (!begun) {
            begun = true;
            delta(Json.object().put("role", "assistant").put("content", ""));
        }
    }

    void text(String part) {
        if (!part.isEmpty()) {
            begin();
            delta(Json.object().put("content", part));
        }
    }

    void reasoning(String part) {
        if (!part.isEmpty()) {
            begin();
            delta(Json.object().put("reasoning_content", part));
        }
    }

    void toolCall(String id, String name) {
        begin();
        endToolCall();
        tool++;
        inToolCall = true;
        awaitsArguments = true;
        ObjectNode delta = Json.object();
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", tool);
        call.put("id", id).put("type", "function");
        call.putObject("function").put("name", name).put("arguments", "");
        delta(delta);
    }

    /** A part of the arguments, as JSON text, of the tool call that began last. */
    void arguments(String part) {
        if (part.isEmpty() || tool < 0) {
            return;
        }
        awaitsArguments = false;
        ObjectNode delta = Json.object();
        ArrayNode calls = delta.putArray("tool_calls");
        calls.addObject().put("index", tool).putObject("function").put("arguments", part);
        delta(delta);
    }

    /** A call without arguments has an empty object of them, as it has in a reply that is not streamed. */
    void endToolCall() {
        if (awaitsArguments) {
            arguments("{}");
        }
        inToolCall = false;
    }

    /** Whether a tool call has begun and has not ended, so that what is missing now would break its arguments. */
    boolean isInToolCall() {
        return inToolCall;
    }

    /** The answer is all here; its usage may follow. */
    void stopped(String reason) {
        finishReason = reason;
    }

    void usage(ChatUsage counted) {
        usage = counted;
    }

    /** The provider's stream is at its end. Without a reason to have stopped it was cut short. */
    void end() {
        if (state != State.OPEN) {
            return;
        }
        if (finishReason == null) {
            state = State.FAILED;
            return;
        }
        begin();
        endToolCall();
        chunk(Json.object(), finishReason);
        if (asked.includeUsage() && usage != null) {
            ObjectNode last = frame();
            last.putArray("choices");
            last.set("usage", usage.json());
            write(last);
        }
        written.done();
        state = State.WHOLE;
    }

    /** The provider says that its stream failed. */
    void fail(ObjectNode error) {
        if (state == State.OPEN) {
            write(error);
            state = State.FAILED;
        }
    }

    private void delta(ObjectNode delta) {
        chunk(delta, null);
    }

    private void chunk(ObjectNode delta, @Nullable String reason) {
        ObjectNode chunk = frame();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", reason);
        if (asked.includeUsage()) {
            chunk.putNull("usage");
        }
        write(chunk);
    }

    private ObjectNode frame() {
        return Json.object()
                .put("id", asked.id())
                .put("object", "chat.completion.chunk")
                .put("created", asked.created().getEpochSecond())
                .put("model", asked.model());
    }

    private void write(ObjectNode event) {
        written.event(null, event);
    }
}
