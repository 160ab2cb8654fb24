package dev.penstock.providers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes messages of Amazon's event stream, for tests. */
public final class AmazonMessages {
    private AmazonMessages() {}

    public static byte[] event(String type, String json) {
        return message(
                Map.of(":message-type", "event", ":event-type", type, ":content-type", "application/json"), json);
    }

    public static byte[] exception(String type, String json) {
        return message(Map.of(":message-type", "exception", ":exception-type", type), json);
    }

    public static byte[] message(Map<String, String> headers, String payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            bytes.write(name.length());
            bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            bytes.write(7);
            bytes.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) text.length).array());
            bytes.writeBytes(text);
        });
        return message(bytes.toByteArray(), payload.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] message(byte[] headers, byte[] payload) {
        ByteBuffer message = ByteBuffer.allocate(16 + headers.length + payload.length);
        message.putInt(message.capacity()).putInt(headers.length);
        message.putInt(sum(message, 8));
        message.put(headers).put(payload);
        return message.putInt(sum(message, message.position())).array();
    }

    private static int sum(ByteBuffer message, int length) {
        CRC32 sum = new CRC32();
        sum.update(message.duplicate().position(0).limit(length));
        return (int) sum.getValue();
    }
}
