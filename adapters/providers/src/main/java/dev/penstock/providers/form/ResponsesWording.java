package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonParser;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.SseWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's Responses. The last event holds the whole response again, so that no other stream can go on from one without it, and it
 * cannot be made up: what has no such event was never closed.
 */
final class ResponsesWording implements Wording {
    /** Items whose beginning says nothing yet; all others are calls of something. */
    private static final Set<String> SILENT_ITEMS = Set.of("", "message", "reasoning");

    @Override
    public String name() {
        return "responses";
    }

    @Override
    public void read(JsonParser event, Saying saying) throws IOException {
        boolean calls = false;
        boolean failed = false;
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            switch (field) {
                case "type" -> saying.type(JsonValues.text(event));
                case "delta" -> saying.text(event);
                case "item" -> calls = isCall(event);
                case "error" -> failed = JsonValues.skipFilled(event);
                default -> event.skipChildren();
            }
        }
        switch (saying.type()) {
            case "response.output_text.delta" -> {}
            case "response.output_item.added" -> begun(saying, calls);
            case "response.completed", "response.incomplete" -> {
                saying.close();
                saying.end();
            }
            case "response.failed", "response.cancelled", "error" -> {
                saying.tellNothing();
                saying.fail();
            }
            default -> other(saying, failed);
        }
    }

    private static boolean isCall(JsonParser event) throws IOException {
        if (!JsonValues.isObject(event)) {
            return false;
        }
        String type = "";
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            if (field.equals("type")) {
                type = JsonValues.text(event);
            } else {
                event.skipChildren();
            }
        }
        return !SILENT_ITEMS.contains(type);
    }

    private static void begun(Saying saying, boolean calls) {
        saying.tellNothing();
        if (calls) {
            saying.tellOther();
        }
    }

    private static void other(Saying saying, boolean failed) {
        saying.tellNothing();
        String type = saying.type();
        if (type.isEmpty() && failed) {
            saying.fail();
        } else if (type.startsWith("response.reasoning") && type.endsWith(".delta")) {
            saying.think();
        } else if (type.endsWith(".delta") || type.endsWith(".partial_image")) {
            saying.tellOther();
        }
    }

    /** Without a number: the form does not know how many events came before. */
    @Override
    public ByteBuffer error(String message) {
        SseWriter written = new SseWriter();
        written.event(
                "error",
                Json.ofType("error")
                        .put("code", "provider_failed")
                        .put("message", message)
                        .putNull("param"));
        return written.take();
    }

    @Override
    public ByteBuffer missingEnd() {
        return Passage.NOTHING;
    }

    @Override
    public @Nullable Joint joint() {
        return null;
    }
}
