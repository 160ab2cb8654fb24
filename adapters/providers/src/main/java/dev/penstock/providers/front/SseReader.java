package dev.penstock.providers.front;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads the data of server-sent events, over any chunk boundaries. An event longer than 8 MiB is an error. */
final class SseReader {
    private static final int LONGEST_EVENT = 8 * 1024 * 1024;
    private static final byte[] FIELD = "data:".getBytes(StandardCharsets.US_ASCII);

    private final Consumer<byte[]> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean afterReturn;

    SseReader(Consumer<byte[]> events) {
        this.events = events;
    }

    void take(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.duplicate().get(bytes);
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean secondHalf = bytes[i] == '\n' && afterReturn;
            afterReturn = bytes[i] == '\r';
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                keep(bytes, from, i);
                from = i + 1;
                if (!secondHalf) {
                    line();
                }
            }
        }
        keep(bytes, from, bytes.length);
    }

    private void keep(byte[] bytes, int from, int to) {
        line.write(bytes, from, to - from);
        bound();
    }

    /** What the stream ends with counts, though no empty line follows it. */
    void end() {
        line();
        dispatch();
    }

    private void line() {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (bytes.length == 0) {
            dispatch();
        } else if (startsWithField(bytes)) {
            int from = bytes.length > FIELD.length && bytes[FIELD.length] == ' ' ? FIELD.length + 1 : FIELD.length;
            if (data.size() > 0) {
                data.write('\n');
            }
            data.write(bytes, from, bytes.length - from);
            bound();
        }
    }

    private static boolean startsWithField(byte[] bytes) {
        for (int i = 0; i < FIELD.length; i++) {
            if (i >= bytes.length || bytes[i] != FIELD[i]) {
                return false;
            }
        }
        return true;
    }

    private void dispatch() {
        if (data.size() > 0) {
            byte[] event = data.toByteArray();
            data.reset();
            events.accept(event);
        }
    }

    private void bound() {
        if (line.size() + data.size() > LONGEST_EVENT) {
            throw new UnreadableReplyException("an event of the provider's stream is too long");
        }
    }
}
