package dev.penstock.application.log;

import dev.penstock.domain.log.LogPayload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** The content encodings that a log can undo, so that people read text and not compressed bytes. */
enum ContentEncoding {
    IDENTITY,
    GZIP,
    DEFLATE,
    /** One that cannot be undone: the bytes stay as they are. */
    OTHER;

    private static final int BUFFER_BYTES = 8192;

    static ContentEncoding of(@Nullable String header) {
        return switch (header == null ? "" : header.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> OTHER;
        };
    }

    /**
     * The decoded bytes.
     *
     * @param complete whether {@code bytes} is the whole encoded body
     * @param most where decoding stops, so that a small body cannot become a huge one
     */
    LogPayload.Part decode(ByteBuffer bytes, boolean complete, int most) {
        return switch (this) {
            case IDENTITY, OTHER -> new LogPayload.Part(bytes, complete);
            case GZIP, DEFLATE -> inflate(bytes, complete, most);
        };
    }

    private LogPayload.Part inflate(ByteBuffer bytes, boolean complete, int most) {
        if (!bytes.hasRemaining()) {
            return new LogPayload.Part(bytes, complete);
        }
        byte[] encoded = new byte[bytes.remaining()];
        bytes.duplicate().get(encoded);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length * 2);
        boolean whole = complete;
        try (InputStream in = stream(encoded)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (decoded.size() + n > most) {
                    whole = false;
                    break;
                }
                decoded.write(buffer, 0, n);
            }
        } catch (IOException cutShort) {
            whole = false;
        }
        LogPayload.Part text = new LogPayload.Part(ByteBuffer.wrap(decoded.toByteArray()), whole);
        return whole ? text : text.head();
    }

    private InputStream stream(byte[] encoded) throws IOException {
        InputStream raw = new ByteArrayInputStream(encoded);
        if (this == GZIP) {
            return new GZIPInputStream(raw);
        }
        return hasZlibHeader(encoded) ? new InflaterInputStream(raw) : new BareDeflateStream(raw);
    }

    /** The first two bytes tell the method, and are a multiple of 31 together (RFC 1950, section 2.2). */
    private static boolean hasZlibHeader(byte[] encoded) {
        return encoded.length > 1
                && (encoded[0] & 0x0f) == Deflater.DEFLATED
                && (((encoded[0] & 0xff) << 8) | (encoded[1] & 0xff)) % 31 == 0;
    }

    /** Many servers say deflate and leave out the zlib format that the name stands for. */
    private static final class BareDeflateStream extends InflaterInputStream {
        BareDeflateStream(InputStream raw) {
            super(raw, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }
}
