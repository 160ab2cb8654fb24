package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.EventReader;
import dev.penstock.providers.chat.Json;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Translates the bytes of one streamed reply. An event that is not JSON is passed over; a stream with many of them has failed,
 * and so has one with such an event amid a tool call, whose arguments would be broken without it.
 */
final class StreamTranslator {
    private static final int MOST_MALFORMED = 8;

    private final ChatChunks out;
    private final EventReader events;
    private final StreamTranslation translation;
    private int malformed;

    StreamTranslator(Dialect dialect, Asked asked) {
        out = new ChatChunks(asked);
        events = dialect.events(this::event);
        translation = dialect.stream(out);
    }

    /** What this chunk means; empty when it takes more of them to mean something. */
    ByteBuffer chunk(ByteBuffer own) {
        try {
            events.chunk(own);
        } catch (IOException unreadable) {
            unreadable(unreadable);
        }
        return out.take();
    }

    /** What is still to be said at the end of the provider's stream. */
    ByteBuffer end() {
        try {
            events.end();
        } catch (IOException unreadable) {
            unreadable(unreadable);
        }
        out.end();
        return out.take();
    }

    ChatChunks.State state() {
        return out.state();
    }

    /** How many events were passed over. */
    int malformed() {
        return malformed;
    }

    private void unreadable(IOException why) {
        out.fail(ChatError.of("The provider's stream cannot be read: " + why.getMessage(), "api_error", null));
    }

    private void event(String name, boolean failure, byte[] content) throws IOException {
        if (out.state() != ChatChunks.State.OPEN) {
            return;
        }
        ObjectNode own = Json.object(content);
        if (failure) {
            translation.failure(name, own == null ? Json.object() : own);
        } else if (own != null) {
            translation.event(name, own);
        } else {
            passOver();
        }
    }

    private void passOver() throws IOException {
        malformed++;
        if (out.isInToolCall()) {
            throw new IOException("an event of a tool call is not JSON");
        }
        if (malformed > MOST_MALFORMED) {
            throw new IOException("too many of its events are not JSON");
        }
    }
}
