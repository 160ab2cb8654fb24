package dev.penstock.http.inference;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Takes a stream of server-sent events apart, over any chunk boundaries, and hands on the data of each. */
final class EventStream {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

    /** Takes events. */
    interface Reader {
        /** Takes the data of one, in UTF-8. */
        void event(byte[] data);
    }

    /** An event is longer than anybody holds, or there is no room for it. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean forEver;

        TooLong(boolean forEver) {
            super("an event is too long", null, false, false);
            this.forEver = forEver;
        }

        /** Whether it is too long at any time. */
        boolean forEver() {
            return forEver;
        }
    }

    private final Reader reader;
    private final HeldBytes held;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean any;
    private boolean afterReturn;

    /**
     * @param longest how long an event may be
     * @param held what unfinished events are held in
     */
    EventStream(Reader reader, int longest, HeldBytes held) {
        this.reader = reader;
        this.longest = longest;
        this.held = held;
    }

    /** Fails with {@link TooLong}. */
    void feed(ByteBuffer chunk) {
        ByteBuffer bytes = chunk.duplicate();
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n' && afterReturn) {
                afterReturn = false;
            } else if (next == '\n' || next == '\r') {
                afterReturn = next == '\r';
                line();
            } else {
                afterReturn = false;
                line.write(next);
            }
        }
        hold();
    }

    /** The stream has ended: what stands there unfinished counts. */
    void end() {
        line();
        dispatch();
        held.release();
    }

    private void line() {
        byte[] text = line.toByteArray();
        line.reset();
        if (text.length == 0) {
            dispatch();
        } else if (startsWithData(text)) {
            if (any) {
                data.write('\n');
            }
            any = true;
            int from = text.length > DATA.length && text[DATA.length] == ' ' ? DATA.length + 1 : DATA.length;
            data.write(text, from, text.length - from);
        }
    }

    private void dispatch() {
        if (any) {
            byte[] event = data.toByteArray();
            data.reset();
            any = false;
            reader.event(event);
        }
    }

    private static boolean startsWithData(byte[] text) {
        if (text.length < DATA.length) {
            return false;
        }
        for (int i = 0; i < DATA.length; i++) {
            if (text[i] != DATA[i]) {
                return false;
            }
        }
        return true;
    }

    private void hold() {
        int unfinished = line.size() + data.size();
        held.release();
        if (unfinished > longest || !held.take(unfinished)) {
            throw new TooLong(unfinished > longest);
        }
    }
}
