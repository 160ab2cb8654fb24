package dev.penstock.providers.form;

import com.fasterxml.jackson.core.JsonParser;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.SseWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Anthropic's Messages. */
final class MessagesWording implements Wording {
    static final String START = "message_start";
    static final String BLOCK_START = "content_block_start";
    static final String BLOCK_DELTA = "content_block_delta";
    static final String BLOCK_STOP = "content_block_stop";
    private static final String STOP = "message_stop";

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public void read(JsonParser event, Saying saying) throws IOException {
        boolean stops = false;
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            switch (field) {
                case "type" -> saying.type(JsonValues.text(event));
                case "index" -> saying.block(event);
                case "delta" -> stops |= delta(event, saying);
                case "content_block" -> block(event, saying);
                default -> event.skipChildren();
            }
        }
        switch (saying.type()) {
            case BLOCK_START -> begun(saying);
            case BLOCK_DELTA -> {}
            case "message_delta" -> {
                saying.tellNothing();
                if (stops) {
                    saying.close();
                }
            }
            case STOP -> {
                saying.tellNothing();
                saying.end();
            }
            case "error" -> saying.fail();
            default -> saying.tellNothing();
        }
    }

    /** True when it says why the model stopped. */
    private static boolean delta(JsonParser event, Saying saying) throws IOException {
        if (!JsonValues.isObject(event)) {
            return false;
        }
        boolean stops = false;
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            switch (field) {
                case "text" -> saying.text(event);
                case "type" -> event.skipChildren();
                case "stop_reason" -> stops = JsonValues.skipFilled(event);
                case "thinking", "signature" -> {
                    if (JsonValues.skipFilled(event)) {
                        saying.think();
                    }
                }
                default -> {
                    if (JsonValues.skipFilled(event)) {
                        saying.tellOther();
                    }
                }
            }
        }
        return stops;
    }

    private static void block(JsonParser event, Saying saying) throws IOException {
        if (!JsonValues.isObject(event)) {
            return;
        }
        for (String field = JsonValues.field(event); field != null; field = JsonValues.field(event)) {
            switch (field) {
                case "type" -> saying.blockKind(JsonValues.text(event));
                case "text" -> saying.text(event);
                default -> event.skipChildren();
            }
        }
    }

    /** The beginning of a text or of thoughts says nothing yet; that of a call names the tool. */
    private static void begun(Saying saying) {
        String kind = saying.blockKind();
        if (kind == null) {
            saying.blockKind("");
        } else if (!kind.equals("text") && !kind.endsWith("thinking")) {
            saying.tellOther();
        }
    }

    @Override
    public ByteBuffer error(String message) {
        var body = Json.ofType("error");
        body.set("error", Json.ofType("api_error").put("message", message));
        SseWriter written = new SseWriter();
        written.event("error", body);
        return written.take();
    }

    @Override
    public ByteBuffer missingEnd() {
        SseWriter written = new SseWriter();
        written.event(STOP, Json.ofType(STOP));
        return written.take();
    }

    @Override
    public Joint joint() {
        return MessagesJoint::new;
    }
}
