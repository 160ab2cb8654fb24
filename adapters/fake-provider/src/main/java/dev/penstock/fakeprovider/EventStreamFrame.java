package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.util.zip.CRC32;

/**
 * One message of {@code application/vnd.amazon.eventstream}: total length, length of the headers, their CRC, headers,
 * payload, and the CRC of all that; numbers are big-endian.
 */
final class EventStreamFrame {
    private static final int AROUND = 16;
    private static final byte STRING = 7;

    private EventStreamFrame() {}

    static Buffer event(String type, Buffer payload) {
        Buffer headers = header(":event-type", type)
                .appendBuffer(header(":content-type", "application/json"))
                .appendBuffer(header(":message-type", "event"));
        Buffer frame = Buffer.buffer()
                .appendInt(AROUND + headers.length() + payload.length())
                .appendInt(headers.length());
        frame.appendInt(crc(frame)).appendBuffer(headers).appendBuffer(payload);
        return frame.appendInt(crc(frame));
    }

    private static Buffer header(String name, String value) {
        byte[] text = value.getBytes(UTF_8);
        return Buffer.buffer()
                .appendByte((byte) name.length())
                .appendString(name)
                .appendByte(STRING)
                .appendShort((short) text.length)
                .appendBytes(text);
    }

    private static int crc(Buffer bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes.getBytes());
        return (int) sum.getValue();
    }
}
