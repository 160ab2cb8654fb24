package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.SseWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * OpenAI's chat completions, as OpenAI and those who imitate it write them. A delta's unknown fields count as something told, so
 * that nothing is lost when a stream is taken up elsewhere.
 */
final class ChatWording implements Wording {
    static final String DONE = "[DONE]";

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public void read(JsonParser event, Saying saying) throws IOException {
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            switch (field) {
                case "choices" -> choices(event, saying);
                case "error" -> {
                    if (JsonValues.skipFilled(event)) {
                        saying.fail();
                    }
                }
                case "object" -> {
                    // How some servers say that they failed, with the words beside it.
                    if (JsonValues.text(event).equals("error")) {
                        saying.fail();
                    }
                }
                case "obfuscation" -> saying.padding(event);
                default -> event.skipChildren();
            }
        }
    }

    private static void choices(JsonParser event, Saying saying) throws IOException {
        if (!JsonValues.isList(event)) {
            return;
        }
        for (JsonToken next = event.nextToken(); next != null && !next.isStructEnd(); next = event.nextToken()) {
            if (JsonValues.isObject(event)) {
                choice(event, saying);
            }
        }
    }

    private static void choice(JsonParser event, Saying saying) throws IOException {
        int number = 0;
        boolean finished = false;
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            switch (field) {
                case "index" -> number = JsonValues.number(event);
                case "delta" -> delta(event, saying);
                case "finish_reason" -> finished = JsonValues.skipFilled(event);
                default -> event.skipChildren();
            }
        }
        saying.answer(number, finished);
    }

    private static void delta(JsonParser event, Saying saying) throws IOException {
        if (!JsonValues.isObject(event)) {
            return;
        }
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            boolean text = field.equals("content") && event.currentToken() == JsonToken.VALUE_STRING;
            if (text) {
                saying.text(event);
            } else if (JsonValues.skipFilled(event)) {
                tell(field, saying);
            }
        }
    }

    private static void tell(String field, Saying saying) {
        switch (field) {
            case "role" -> {}
            case "reasoning_content", "reasoning", "reasoning_details" -> saying.think();
            default -> saying.tellOther();
        }
    }

    @Override
    public boolean isEnd(String word) {
        return word.equals(DONE);
    }

    @Override
    public ByteBuffer error(String message) {
        var body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", "api_error")
                .putNull("param")
                .put("code", "provider_failed");
        SseWriter written = new SseWriter();
        written.event(null, body);
        return written.take();
    }

    @Override
    public ByteBuffer missingEnd() {
        SseWriter written = new SseWriter();
        written.done();
        return written.take();
    }

    @Override
    public Joint joint() {
        return ChatJoint::new;
    }
}
