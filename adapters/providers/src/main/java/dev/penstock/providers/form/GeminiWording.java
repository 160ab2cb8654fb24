package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.SseWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Gemini's generated content. Its streams have no event of their own for the end: one that was closed is whole. */
final class GeminiWording implements Wording {
    @Override
    public String name() {
        return "gemini";
    }

    @Override
    public void read(JsonParser event, Saying saying) throws IOException {
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            switch (field) {
                case "candidates" -> candidates(event, saying);
                case "promptFeedback" -> feedback(event, saying);
                case "error" -> {
                    if (JsonValues.skipFilled(event)) {
                        saying.fail();
                    }
                }
                default -> event.skipChildren();
            }
        }
    }

    private static void candidates(JsonParser event, Saying saying) throws IOException {
        if (!JsonValues.isList(event)) {
            return;
        }
        for (JsonToken next = event.nextToken(); next != null && !next.isStructEnd(); next = event.nextToken()) {
            if (JsonValues.isObject(event)) {
                candidate(event, saying);
            }
        }
    }

    private static void candidate(JsonParser event, Saying saying) throws IOException {
        int number = 0;
        boolean finished = false;
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            switch (field) {
                case "index" -> number = JsonValues.number(event);
                case "content" -> content(event, saying);
                case "finishReason" -> finished = JsonValues.skipFilled(event);
                default -> event.skipChildren();
            }
        }
        saying.answer(number, finished);
    }

    private static void content(JsonParser event, Saying saying) throws IOException {
        if (!JsonValues.isObject(event)) {
            return;
        }
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            if (!field.equals("parts")) {
                event.skipChildren();
            } else if (JsonValues.isList(event)) {
                parts(event, saying);
            }
        }
    }

    private static void parts(JsonParser event, Saying saying) throws IOException {
        for (JsonToken next = event.nextToken(); next != null && !next.isStructEnd(); next = event.nextToken()) {
            if (JsonValues.isObject(event)) {
                part(event, saying);
            }
        }
    }

    /** Whether a text is a thought may be said before it or behind it. */
    private static void part(JsonParser event, Saying saying) throws IOException {
        String text = "";
        boolean thought = false;
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            switch (field) {
                case "text" -> text = JsonValues.text(event);
                case "thought" -> thought = event.currentToken() == JsonToken.VALUE_TRUE;
                case "thoughtSignature" -> event.skipChildren();
                default -> {
                    if (JsonValues.skipFilled(event)) {
                        saying.tellOther();
                    }
                }
            }
        }
        if (!text.isEmpty() && thought) {
            saying.think();
        } else if (!text.isEmpty()) {
            saying.addText(text);
        }
    }

    /** What blocks the question is the whole answer. */
    private static void feedback(JsonParser event, Saying saying) throws IOException {
        if (!JsonValues.isObject(event)) {
            return;
        }
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            if (!field.equals("blockReason")) {
                event.skipChildren();
            } else if (JsonValues.skipFilled(event)) {
                saying.close();
            }
        }
    }

    @Override
    public ByteBuffer error(String message) {
        var body = Json.object();
        body.putObject("error").put("code", 503).put("message", message).put("status", "UNAVAILABLE");
        SseWriter written = new SseWriter();
        written.event(null, body);
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
