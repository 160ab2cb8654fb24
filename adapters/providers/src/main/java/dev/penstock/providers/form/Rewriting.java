package dev.penstock.providers.form;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An event with one value of its JSON replaced; all else stays as it was written. */
final class Rewriting {
    private Rewriting() {}

    /** With another text; the event has a single place for it. */
    static ByteBuffer text(Passage.Said said, String text) {
        String quoted = '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        Saying saying = said.saying();
        return replaced(said, saying.textFrom(), saying.textTo(), quoted);
    }

    /** About another block. */
    static ByteBuffer block(Passage.Said said, int block) {
        Saying saying = said.saying();
        return saying.blockFrom() < 0 || saying.block() == block
                ? said.raw()
                : replaced(said, saying.blockFrom(), saying.blockTo(), String.valueOf(block));
    }

    private static ByteBuffer replaced(Passage.Said said, int valueFrom, int valueTo, String value) {
        EventFields fields = said.fields();
        ByteArrayOutputStream event = new ByteArrayOutputStream(fields.to() - fields.from() + value.length() + 64);
        String type = said.saying().type();
        write(event, type.isEmpty() ? "data: " : "event: " + type + "\ndata: ");
        copy(fields.data(), fields.from(), fields.from() + valueFrom, event);
        write(event, value);
        copy(fields.data(), fields.from() + valueTo, fields.to(), event);
        write(event, "\n\n");
        return ByteBuffer.wrap(event.toByteArray());
    }

    private static void write(ByteArrayOutputStream event, String text) {
        event.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Line ends stand between JSON's tokens only, where a blank is as good. */
    private static void copy(byte[] data, int from, int to, ByteArrayOutputStream event) {
        for (int i = from; i < to; i++) {
            event.write(data[i] == '\n' ? ' ' : data[i]);
        }
    }
}
