package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.ChatUsage;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UnreadableReplyException;
import org.jspecify.annotations.Nullable;

/** The {@code message} object of the Messages API, its blocks and why it ends. */
final class MessageObject {
    private final Asked asked;

    MessageObject(Asked asked) {
        this.asked = asked;
    }

    /** Whether the caller asked to see what is thought. */
    static boolean showsThinking(Asked asked) {
        String type = asked.request().path("thinking").path("type").asText();
        return type.equals("enabled") || type.equals("adaptive");
    }

    ObjectNode started() {
        ObjectNode message = message();
        message.putNull("stop_reason").putNull("stop_sequence");
        message.set("usage", usage(null));
        return message;
    }

    ObjectNode ended(Answer answer) {
        ObjectNode message = message();
        ArrayNode content = message.withArrayProperty("content");
        for (Part part : answer.parts()) {
            content.add(whole(part, answer));
        }
        message.setAll(stop(answer));
        message.set("usage", usage(answer.usage()));
        return message;
    }

    private ObjectNode message() {
        ObjectNode message = Json.object()
                .put("id", "msg_" + asked.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", asked.model());
        message.putArray("content");
        return message;
    }

    /** The block before anything is said in it. */
    static ObjectNode begun(Part part) {
        return switch (part.kind()) {
            case THOUGHT -> Json.ofType("thinking").put("thinking", "").put("signature", "");
            case TEXT, REFUSAL -> Json.ofType("text").put("text", "");
            case CALL -> {
                ObjectNode block =
                        Json.ofType("tool_use").put("id", part.callId()).put("name", part.name());
                block.putObject("input");
                yield block;
            }
        };
    }

    private static ObjectNode whole(Part part, Answer answer) {
        ObjectNode block = begun(part);
        switch (part.kind()) {
            case THOUGHT -> block.put("thinking", part.text());
            case TEXT, REFUSAL -> block.put("text", part.text());
            case CALL -> block.set("input", input(part, answer));
        }
        return block;
    }

    /** The arguments as the object they must be in this API; those of an answer that was cut may be cut themselves. */
    static ObjectNode input(Part call, Answer answer) {
        if (call.content().isEmpty()) {
            return Json.object();
        }
        if (Json.read(call.text()) instanceof ObjectNode input) {
            return input;
        }
        if (answer.finish().equals("length")) {
            return Json.object();
        }
        throw new UnreadableReplyException("the arguments of the model's tool call are no JSON object");
    }

    /** {@code stop_reason} and {@code stop_sequence}. */
    ObjectNode stop(Answer answer) {
        String sequence = stopSequence(answer);
        String reason = switch (answer.finish()) {
            case "length" -> "max_tokens";
            case "content_filter" -> "refusal";
            case "tool_calls", "function_call" -> "tool_use";
            default -> answer.has(Part.Kind.CALL) ? "tool_use" : said(answer, sequence);
        };
        return Json.object().put("stop_reason", reason).put("stop_sequence", sequence);
    }

    private static String said(Answer answer, @Nullable String sequence) {
        if (answer.has(Part.Kind.REFUSAL)) {
            return "refusal";
        }
        return sequence == null ? "end_turn" : "stop_sequence";
    }

    private @Nullable String stopSequence(Answer answer) {
        for (JsonNode sequence : asked.request().path("stop_sequences")) {
            if (answer.finish().equals("stop") && sequence.asText().equals(answer.stoppedBy())) {
                return answer.stoppedBy();
            }
        }
        return null;
    }

    /** Cached tokens are told beside the input here, not within. */
    static ObjectNode usage(@Nullable ChatUsage usage) {
        ChatUsage known = usage == null ? ChatUsage.NONE : usage;
        return Json.object()
                .put("input_tokens", Math.max(0, known.input() - known.cacheRead() - known.cacheWrite()))
                .put("cache_creation_input_tokens", known.cacheWrite())
                .put("cache_read_input_tokens", known.cacheRead())
                .put("output_tokens", known.output());
    }
}
