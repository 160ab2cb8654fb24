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

    private static final int GZIP_TRAILER_BYTES = 8;

    private final Inflater inflater;
    private final boolean gzip;
    private GzipHead head = new GzipHead();
    private int trailer;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long decoded;

    private Inflate(boolean gzip) {
        inflater = new Inflater(gzip);
        this.gzip = gzip;
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
        while (rest.hasRemaining()) {
            if (gzip && !head.skip(rest)) {
                return;
            }
            inflate(rest, sink);
            if (!inflater.finished() || !nextMember(rest)) {
                return;
            }
        }
    }

    /** Passes over a member's checksum and length; another member may follow (RFC 1952, section 2.2). */
    private boolean nextMember(ByteBuffer rest) {
        int passed = Math.min(rest.remaining(), GZIP_TRAILER_BYTES - trailer);
        rest.position(rest.position() + passed);
        trailer += passed;
        if (!gzip || trailer < GZIP_TRAILER_BYTES) {
            return false;
        }
        trailer = 0;
        head = new GzipHead();
        inflater.reset();
        return true;
    }

    private void inflate(ByteBuffer rest, Sink sink) throws IOException {
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
