package dev.penstock.providers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Splits a server-sent event stream into lines, over any chunk boundaries, and hands the data lines that can hold something
 * of interest to a reader. Lines longer than a limit are passed over.
 */
final class SseMeter implements ReplyMeter.Reader {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BILLED = "billed_units".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USAGE = "sage".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LINE = 1024 * 1024;
    private static final int FIRST_EVENTS = 4;

    /** Reads one JSON document. */
    interface Documents {
        void read(byte[] bytes, int offset, int length);
    }

    private final Documents documents;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private boolean tooLong;
    private int looked;

    SseMeter(Documents documents) {
        this.documents = documents;
    }

    @Override
    public void chunk(ByteBuffer chunk) {
        byte[] bytes = Bytes.of(chunk);
        int from = Bytes.offset(chunk);
        int end = from + chunk.remaining();
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                line(bytes, from, i - from);
                from = i + 1;
            }
        }
        keep(bytes, from, end - from);
    }

    @Override
    public void end() {
        line(new byte[0], 0, 0);
    }

    private void keep(byte[] bytes, int offset, int length) {
        tooLong |= partial.size() + length > LONGEST_LINE;
        if (!tooLong) {
            partial.write(bytes, offset, length);
        }
    }

    private void line(byte[] bytes, int offset, int length) {
        if (partial.size() == 0 && !tooLong) {
            data(bytes, offset, length);
            return;
        }
        keep(bytes, offset, length);
        if (!tooLong) {
            data(partial.toByteArray(), 0, partial.size());
        }
        partial.reset();
        tooLong = false;
    }

    private void data(byte[] bytes, int offset, int length) {
        if (length <= DATA.length || !Bytes.startsWith(bytes, offset, DATA)) {
            return;
        }
        // Most events hold a few characters of text only. One of the first names the model; after them, only usage
        // matters.
        if (looked == FIRST_EVENTS && !isWorthALook(bytes, offset, length)) {
            return;
        }
        looked = Math.min(looked + 1, FIRST_EVENTS);
        documents.read(bytes, offset + DATA.length, length - DATA.length);
    }

    private static boolean isWorthALook(byte[] bytes, int offset, int length) {
        return Bytes.contain(bytes, offset, length, USAGE) || Bytes.contain(bytes, offset, length, BILLED);
    }
}
