package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.providers.Bytes;
import dev.penstock.providers.chat.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Adds the beginning of an answer to a request's {@code messages}, as the model's own last turn. All other bytes stay as they are.
 * Anthropic refuses such a turn when blanks end it, whichever API the caller speaks, and without them the rest would not fit: then
 * there is none.
 */
final class Prefill {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private Prefill() {}

    /** Null when the request cannot take it: it has no messages, or the last is the assistant's already. */
    static @Nullable ByteBuffer added(ByteBuffer body, String shown) {
        if (shown.isEmpty() || Character.isWhitespace(shown.charAt(shown.length() - 1))) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(Bytes.of(body), Bytes.offset(body), body.remaining())) {
            Messages messages = messages(parser);
            return messages == null || messages.lastRole().equals("assistant")
                    ? null
                    : spliced(body, messages.end(), shown);
        } catch (IOException | IllegalStateException notJson) {
            return null;
        }
    }

    /** Where a list of messages ends, and whose its last message is. */
    private record Messages(int end, String lastRole) {}

    private static @Nullable Messages messages(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        Messages found = null;
        for (String field = JsonValues.field(parser); field != null; field = JsonValues.field(parser)) {
            if (!field.equals("messages")) {
                parser.skipChildren();
            } else if (found == null && parser.currentToken() == JsonToken.START_ARRAY) {
                found = list(parser);
            } else {
                // Given twice: nobody knows which of them the provider reads.
                return null;
            }
        }
        return found == null || found.lastRole().isEmpty() ? null : found;
    }

    private static Messages list(JsonParser parser) throws IOException {
        String role = "";
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            role = JsonValues.isObject(parser) ? role(parser) : "";
        }
        return new Messages((int) parser.currentTokenLocation().getByteOffset(), role);
    }

    private static String role(JsonParser parser) throws IOException {
        String role = "";
        for (String field = JsonValues.field(parser); field != null; field = JsonValues.field(parser)) {
            if (field.equals("role")) {
                role = JsonValues.text(parser);
            } else {
                parser.skipChildren();
            }
        }
        return role;
    }

    private static ByteBuffer spliced(ByteBuffer body, int at, String shown) {
        byte[] turn = Json.bytes(Json.object().put("role", "assistant").put("content", shown));
        ByteBuffer before = body.slice(body.position(), at);
        ByteBuffer behind = body.slice(body.position() + at, body.remaining() - at);
        ByteBuffer longer = ByteBuffer.allocate(body.remaining() + 1 + turn.length);
        return longer.put(before).put((byte) ',').put(turn).put(behind).flip();
    }
}
