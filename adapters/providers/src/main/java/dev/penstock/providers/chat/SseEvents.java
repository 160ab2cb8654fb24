package dev.penstock.providers.chat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads server-sent events as the HTML standard has them, but for one thing: an event whose last line is whole counts even
 * when the body ends without the empty line after it.
 */
public final class SseEvents implements EventReader {
    static final int LARGEST_EVENT = 8 * 1024 * 1024;
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final Sink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean hasData;
    private String name = "";
    private boolean first = true;
    private boolean afterReturn;

    public SseEvents(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void chunk(ByteBuffer chunk) throws IOException {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.duplicate().get(bytes);
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte value = bytes[i];
            boolean secondHalf = value == '\n' && afterReturn;
            afterReturn = value == '\r';
            if (secondHalf) {
                from = i + 1;
            } else if (value == '\n' || value == '\r') {
                keep(bytes, from, i);
                line();
                from = i + 1;
            }
        }
        keep(bytes, from, bytes.length);
    }

    @Override
    public void end() throws IOException {
        if (line.size() == 0) {
            event();
        }
    }

    private void keep(byte[] bytes, int from, int to) throws IOException {
        if (line.size() + data.size() + to - from > LARGEST_EVENT) {
            throw new IOException("an event is larger than " + LARGEST_EVENT + " bytes");
        }
        line.write(bytes, from, to - from);
    }

    private void line() throws IOException {
        byte[] text = withoutMark(line.toByteArray());
        line.reset();
        if (text.length == 0) {
            event();
            return;
        }
        int colon = 0;
        while (colon < text.length && text[colon] != ':') {
            colon++;
        }
        int value = Math.min(text.length, colon + 1);
        value += value < text.length && text[value] == ' ' ? 1 : 0;
        field(new String(text, 0, colon, StandardCharsets.UTF_8), text, value);
    }

    private void field(String field, byte[] text, int value) {
        if (field.equals("event")) {
            name = new String(text, value, text.length - value, StandardCharsets.UTF_8);
        } else if (field.equals("data")) {
            if (hasData) {
                data.write('\n');
            }
            hasData = true;
            data.write(text, value, text.length - value);
        }
    }

    private void event() throws IOException {
        byte[] content = data.toByteArray();
        String named = name.isEmpty() ? "message" : name;
        boolean any = hasData;
        data.reset();
        hasData = false;
        name = "";
        if (any) {
            sink.event(named, false, content);
        }
    }

    private byte[] withoutMark(byte[] text) {
        boolean marked = first && Arrays.mismatch(text, BOM) == BOM.length;
        boolean onlyMark = first && Arrays.equals(text, BOM);
        first = false;
        return marked || onlyMark ? Arrays.copyOfRange(text, BOM.length, text.length) : text;
    }
}
