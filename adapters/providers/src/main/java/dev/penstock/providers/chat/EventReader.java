package dev.penstock.providers.chat;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the events out of a streamed body, over any chunk boundaries and in bounded memory. One per body; throws once it cannot go on. */
public interface EventReader {
    void chunk(ByteBuffer chunk) throws IOException;

    /** The body is all here. */
    void end() throws IOException;

    /** Takes one event after the other. */
    interface Sink {
        /** {@code failure} when the framing, not the content, says that this is an error. */
        void event(String name, boolean failure, byte[] content) throws IOException;
    }
}
