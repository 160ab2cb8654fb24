package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes server-sent events, and keeps the bytes until they are taken. */
final class SseWriter implements EventSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void event(@Nullable String name, JsonNode json) {
        if (name != null) {
            write("event: " + name + "\n");
        }
        write("data: ");
        bytes.writeBytes(Json.bytes(json));
        write("\n\n");
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    ByteBuffer take() {
        ByteBuffer taken = ByteBuffer.wrap(bytes.toByteArray());
        bytes.reset();
        return taken;
    }
}
