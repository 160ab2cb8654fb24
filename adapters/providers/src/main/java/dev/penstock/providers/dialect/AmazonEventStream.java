package dev.penstock.providers.dialect;

import dev.penstock.providers.chat.EventReader;
import dev.penstock.providers.chat.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Reads {@code application/vnd.amazon.eventstream}: messages of a prelude (length, length of headers, checksum), headers,
 * payload and checksum. A wrong checksum or length ends the stream. The name of an event is its {@code :event-type}.
 */
public final class AmazonEventStream implements EventReader {
    public static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";
    static final int LARGEST_MESSAGE = 16 * 1024 * 1024;
    private static final int LONGEST_HEADERS = 128 * 1024;
    private static final int PRELUDE_BYTES = 12;
    private static final int CHECKSUM_BYTES = 4;

    private final Sink sink;
    private final int largestRead;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    /** How many bytes have to be there before anything can be done. */
    private int needed = PRELUDE_BYTES;

    private boolean inPrelude = true;

    /** How many bytes of a message that nobody looks at are still to come. */
    private int passing;

    public AmazonEventStream(Sink sink) {
        this(sink, LARGEST_MESSAGE);
    }

    /** One that passes over messages, unread, that are larger than so many bytes. */
    public AmazonEventStream(Sink sink, int largestRead) {
        this.sink = sink;
        this.largestRead = largestRead;
    }

    @Override
    public void chunk(ByteBuffer chunk) throws IOException {
        ByteBuffer rest = chunk.duplicate();
        while (rest.hasRemaining()) {
            int passed = Math.min(rest.remaining(), passing);
            rest.position(rest.position() + passed);
            passing -= passed;
            byte[] part = new byte[Math.min(rest.remaining(), needed - message.size())];
            rest.get(part);
            message.write(part, 0, part.length);
            if (message.size() == needed) {
                reached();
            }
        }
    }

    @Override
    public void end() throws IOException {
        if (message.size() > 0 || passing > 0) {
            throw new IOException("the stream ends inside a message");
        }
    }

    private void reached() throws IOException {
        byte[] bytes = message.toByteArray();
        checkSum(bytes);
        if (inPrelude) {
            begin(length(ByteBuffer.wrap(bytes)));
            return;
        }
        message.reset();
        needed = PRELUDE_BYTES;
        inPrelude = true;
        pass(bytes);
    }

    private void begin(int length) {
        if (length > largestRead) {
            passing = length - PRELUDE_BYTES;
            message.reset();
        } else {
            needed = length;
            inPrelude = false;
        }
    }

    /** The last four bytes are the checksum of all before them, in the prelude and in the message alike. */
    private static void checkSum(byte[] bytes) throws IOException {
        int covered = bytes.length - CHECKSUM_BYTES;
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, covered);
        if ((int) sum.getValue() != ByteBuffer.wrap(bytes).getInt(covered)) {
            throw new IOException("a message has a wrong checksum");
        }
    }

    private static int length(ByteBuffer prelude) throws IOException {
        int total = prelude.getInt();
        int headers = prelude.getInt();
        boolean possible = total >= PRELUDE_BYTES + CHECKSUM_BYTES
                && total <= LARGEST_MESSAGE
                && headers >= 0
                && headers <= Math.min(LONGEST_HEADERS, total - PRELUDE_BYTES - CHECKSUM_BYTES);
        if (!possible) {
            throw new IOException("a message of %d bytes with %d of headers".formatted(total, headers));
        }
        return total;
    }

    private void pass(byte[] bytes) throws IOException {
        int headersLength = ByteBuffer.wrap(bytes).getInt(4);
        Map<String, String> headers = headers(ByteBuffer.wrap(bytes, PRELUDE_BYTES, headersLength));
        int from = PRELUDE_BYTES + headersLength;
        byte[] payload = new byte[bytes.length - from - CHECKSUM_BYTES];
        System.arraycopy(bytes, from, payload, 0, payload.length);
        switch (headers.getOrDefault(":message-type", "event")) {
            case "exception" -> sink.event(headers.getOrDefault(":exception-type", "exception"), true, payload);
            case "error" -> sink.event(headers.getOrDefault(":error-code", "error"), true, error(headers));
            default -> sink.event(headers.getOrDefault(":event-type", "message"), false, payload);
        }
    }

    /** An error of this kind has no payload: it says what is wrong in a header. */
    private static byte[] error(Map<String, String> headers) {
        return Json.bytes(Json.object().put("message", headers.getOrDefault(":error-message", "")));
    }

    private static Map<String, String> headers(ByteBuffer bytes) throws IOException {
        Map<String, String> headers = new HashMap<>();
        try {
            while (bytes.hasRemaining()) {
                String name = text(bytes, Byte.toUnsignedInt(bytes.get()));
                headers.put(name, value(bytes));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("the headers of a message are longer than they say", e);
        }
        return headers;
    }

    /** Only texts are of interest here; the other types are passed over. */
    private static String value(ByteBuffer bytes) throws IOException {
        byte type = bytes.get();
        return switch (type) {
            case 0, 1 -> "";
            case 2 -> skip(bytes, Byte.BYTES);
            case 3 -> skip(bytes, Short.BYTES);
            case 4 -> skip(bytes, Integer.BYTES);
            case 5, 8 -> skip(bytes, Long.BYTES);
            case 6 -> skip(bytes, Short.toUnsignedInt(bytes.getShort()));
            case 7 -> text(bytes, Short.toUnsignedInt(bytes.getShort()));
            case 9 -> skip(bytes, 2 * Long.BYTES);
            default -> throw new IOException("a header of the unknown type " + type);
        };
    }

    private static String skip(ByteBuffer bytes, int length) {
        bytes.position(bytes.position() + length);
        return "";
    }

    private static String text(ByteBuffer bytes, int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
