package dev.penstock.providers.form;

import dev.penstock.providers.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Finds the data in the bytes of one server-sent event, without copying them where it is one line. */
final class EventFields {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ERROR = "error".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private byte[] data = DATA;
    private int from;
    private int to;
    private int lines;
    private boolean namedError;

    void read(byte[] bytes, int begin, int end) {
        lines = 0;
        from = 0;
        to = 0;
        namedError = false;
        int start = end - begin >= BOM.length && Bytes.startsWith(bytes, begin, BOM) ? begin + BOM.length : begin;
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                line(bytes, start, i);
                start = i + 1;
            }
        }
    }

    private void line(byte[] bytes, int start, int end) {
        int value = value(bytes, start, end, DATA);
        if (value >= 0) {
            add(bytes, value, end);
            return;
        }
        int name = value(bytes, start, end, EVENT);
        namedError |= name >= 0 && end - name == ERROR.length && Bytes.startsWith(bytes, name, ERROR);
    }

    /** Where the value of this field begins; negative when the line is another field's. */
    private static int value(byte[] bytes, int start, int end, byte[] field) {
        int colon = start + field.length;
        if (colon > end || !Bytes.startsWith(bytes, start, field) || (colon < end && bytes[colon] != ':')) {
            return -1;
        }
        int value = Math.min(end, colon + 1);
        return value < end && bytes[value] == ' ' ? value + 1 : value;
    }

    private void add(byte[] bytes, int valueFrom, int valueTo) {
        lines++;
        if (lines == 1) {
            data = bytes;
            from = valueFrom;
            to = valueTo;
            return;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(to - from + 1 + valueTo - valueFrom);
        joined.write(data, from, to - from);
        joined.write('\n');
        joined.write(bytes, valueFrom, valueTo - valueFrom);
        data = joined.toByteArray();
        from = 0;
        to = data.length;
    }

    /** Whether there is any data but blanks. */
    boolean hasData() {
        while (from < to && data[from] <= ' ' && data[from] >= 0) {
            from++;
        }
        return from < to;
    }

    /** The array that holds the data. */
    byte[] data() {
        return data;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether the data stands in the event's own bytes. */
    boolean isOneLine() {
        return lines == 1;
    }

    /** Whether the event's name is {@code error}. */
    boolean isNamedError() {
        return namedError;
    }
}
