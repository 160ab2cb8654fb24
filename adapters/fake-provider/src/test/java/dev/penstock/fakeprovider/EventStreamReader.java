package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Takes an event stream of AWS apart, and insists on its lengths and checksums. */
final class EventStreamReader {
    private EventStreamReader() {}

    record Frame(Map<String, String> headers, String payload) {
        String type() {
            return headers.getOrDefault(":event-type", "");
        }

        JsonNode json() {
            return RunningFakeProvider.parse(payload);
        }
    }

    static List<Frame> read(byte[] stream) {
        List<Frame> frames = new ArrayList<>();
        int at = 0;
        while (at < stream.length) {
            int total = ByteBuffer.wrap(stream, at, 4).getInt();
            frames.add(frame(Arrays.copyOfRange(stream, at, at + total)));
            at += total;
        }
        return frames;
    }

    private static Frame frame(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int headersLength = buffer.getInt(4);
        assertThat(buffer.getInt(8)).isEqualTo(crc(bytes, 8));
        assertThat(buffer.getInt(bytes.length - 4)).isEqualTo(crc(bytes, bytes.length - 4));
        Map<String, String> headers = headers(ByteBuffer.wrap(bytes, 12, headersLength));
        return new Frame(headers, new String(Arrays.copyOfRange(bytes, 12 + headersLength, bytes.length - 4), UTF_8));
    }

    private static Map<String, String> headers(ByteBuffer buffer) {
        Map<String, String> headers = new HashMap<>();
        while (buffer.hasRemaining()) {
            String name = text(buffer, buffer.get());
            assertThat(buffer.get()).isEqualTo((byte) 7);
            headers.put(name, text(buffer, buffer.getShort()));
        }
        return headers;
    }

    private static String text(ByteBuffer buffer, int length) {
        byte[] text = new byte[length];
        buffer.get(text);
        return new String(text, UTF_8);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
