package dev.penstock.providers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes gzip or deflate while chunks pass, in one small buffer. Stops at a limit, so that a small body which unfolds to a
 * huge one cannot hold the event loop.
 */
final class Inflate {
    private static final int BUFFER_BYTES = 8192;
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    /** Takes decoded bytes; the buffer is reused. */
    interface Sink {
        void take(ByteBuffer decoded) throws IOException;
    }

    private final Inflater inflater;
    private final @Nullable GzipHead head;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long decoded;

    private Inflate(boolean gzip) {
        inflater = new Inflater(gzip);
        head = gzip ? new GzipHead() : null;
    }

    /** Null for an encoding that is not known. */
    static @Nullable Inflate of(String encoding) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new Inflate(true);
            case "deflate" -> new Inflate(false);
            default -> null;
        };
    }

    void chunk(ByteBuffer encoded, Sink sink) throws IOException {
        ByteBuffer rest = encoded.duplicate();
        if (head != null && !head.skip(rest)) {
            return;
        }
        inflater.setInput(rest);
        try {
            for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                decoded += n;
                if (decoded > MOST_BYTES) {
                    throw new IOException("unfolds to more than is read");
                }
                sink.take(ByteBuffer.wrap(buffer, 0, n));
            }
        } catch (DataFormatException e) {
            throw new IOException(e);
        }
    }

    void close() {
        inflater.end();
    }
}
