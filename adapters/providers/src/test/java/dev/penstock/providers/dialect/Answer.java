package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a caller has got of a translated stream, read as an OpenAI client reads it. */
final class Answer {
    private final String text;
    private final ChatChunks.State state;
    final List<ObjectNode> chunks = new ArrayList<>();

    private Answer(String text, ChatChunks.State state) {
        this.text = text;
        this.state = state;
        for (String event : text.split("\n\n", -1)) {
            if (!event.isEmpty() && !event.equals("data: [DONE]")) {
                ObjectNode chunk = Json.object(event.substring("data: ".length()));
                if (chunk == null) {
                    throw new AssertionError("not JSON: " + event);
                }
                chunks.add(chunk);
            }
        }
    }

    static Answer of(StreamTranslator translator, List<byte[]> pieces) {
        StringBuilder text = new StringBuilder();
        for (byte[] piece : pieces) {
            text.append(text(translator.chunk(ByteBuffer.wrap(piece))));
        }
        text.append(text(translator.end()));
        return new Answer(text.toString(), translator.state());
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    String text() {
        return text;
    }

    boolean isWhole() {
        return state == ChatChunks.State.WHOLE;
    }

    boolean isDone() {
        return text.endsWith("data: [DONE]\n\n");
    }

    List<JsonNode> deltas() {
        return chunks.stream()
                .map(chunk -> chunk.path("choices").path(0).path("delta"))
                .filter(delta -> !delta.isEmpty())
                .toList();
    }

    String finishReason() {
        return String.join(
                "",
                chunks.stream()
                        .map(chunk -> chunk.path("choices").path(0).path("finish_reason"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .toList());
    }

    @Nullable
    JsonNode usage() {
        JsonNode usage = chunks.isEmpty() ? Json.object() : chunks.getLast().path("usage");
        return usage.isObject() ? usage : null;
    }

    String joined(String field) {
        return String.join(
                "", deltas().stream().map(delta -> delta.path(field).asText("")).toList());
    }

    /** Index to name, id and arguments. */
    Map<Integer, String> toolCalls() {
        Map<Integer, StringBuilder> arguments = new TreeMap<>();
        Map<Integer, String> calls = new TreeMap<>();
        for (JsonNode delta : deltas()) {
            for (JsonNode call : delta.path("tool_calls")) {
                int index = call.path("index").asInt();
                if (call.has("id")) {
                    calls.put(
                            index,
                            call.path("id").asText() + " "
                                    + call.path("function").path("name").asText());
                }
                arguments
                        .computeIfAbsent(index, fresh -> new StringBuilder())
                        .append(call.path("function").path("arguments").asText());
            }
        }
        calls.replaceAll((index, call) -> call + " " + Json.object(String.valueOf(arguments.get(index))));
        return calls;
    }
}
