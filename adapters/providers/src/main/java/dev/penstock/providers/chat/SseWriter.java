package dev.penstock.providers.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes server-sent events, and keeps the bytes until they are taken. */
public final class SseWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** The name is null where the API names no events. */
    public void event(@Nullable String name, JsonNode json) {
        if (name != null) {
            write("event: " + name + "\n");
        }
        write("data: ");
        bytes.writeBytes(Json.bytes(json));
        write("\n\n");
    }

    /** The last event of a stream in chat completions. */
    public void done() {
        write("data: [DONE]\n\n");
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** What was written since the last time. */
    public ByteBuffer take() {
        ByteBuffer taken = ByteBuffer.wrap(bytes.toByteArray());
        bytes.reset();
        return taken;
    }
}
