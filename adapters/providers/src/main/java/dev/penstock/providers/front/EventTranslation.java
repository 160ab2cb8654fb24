package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.providers.chat.UnreadableReplyException;
import org.jspecify.annotations.Nullable;

/** Chat completion chunks in, a caller API's events out. For one stream and one thread. */
public interface EventTranslation {
    /**
     * Takes the next chunk.
     *
     * @throws UnreadableReplyException when it cannot be said in this API; {@link #fail} is the only call to follow
     */
    void chunk(JsonNode chatChunk, EventSink out);

    /** Whether a chunk has told why the answer is over: what follows can only be usage. */
    boolean isFinished();

    /**
     * Ends the answer well.
     *
     * @throws UnreadableReplyException when what came cannot be said in this API; {@link #fail} is the only call to follow
     */
    void end(EventSink out);

    /** Ends the answer with the API's error event; null when nobody said what is wrong. */
    void fail(@Nullable JsonNode chatError, EventSink out);
}
