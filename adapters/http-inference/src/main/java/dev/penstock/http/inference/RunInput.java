package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.provider.Api;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The input of a run for a model that a unified API reaches: which API it speaks, and the body it makes. Members stay as they
 * were sent, byte by byte; only a lone {@code prompt} becomes a message.
 */
final class RunInput {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NOTHING_TO_SAY = "input must hold messages, a prompt or an input of the Responses API";

    private final byte[] bytes;
    private final int start;
    private final int length;
    private @Nullable Member prompt;
    private boolean messages;
    private boolean input;

    /** Where a member stands in the input, and where its value does. */
    private record Member(int name, int value, int end) {}

    @SuppressWarnings("ByteBufferBackingArray") // bodies are collected into arrays
    private RunInput(ByteBuffer object) {
        bytes = object.array();
        start = object.arrayOffset() + object.position();
        length = object.remaining();
    }

    /**
     * @param object one JSON object from brace to brace
     */
    static RunInput read(ByteBuffer object) {
        RunInput read = new RunInput(object);
        try (JsonParser parser = JSON.createParser(read.bytes, read.start, read.length)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                read.member(parser);
            }
        } catch (IOException notJson) {
            throw refusal("input is not readable JSON");
        }
        if (!read.messages && read.prompt == null && !read.input) {
            throw refusal(NOTHING_TO_SAY);
        }
        return read;
    }

    private void member(JsonParser parser) throws IOException {
        String name = parser.currentName();
        int from = (int) parser.currentTokenLocation().getByteOffset();
        JsonToken value = parser.nextToken();
        int valueFrom = (int) parser.currentTokenLocation().getByteOffset();
        switch (name) {
            case "model" -> throw refusal("input.model has no place here: the model stands beside the input");
            case "messages" -> messages = true;
            case "input" -> input = true;
            case "prompt" -> {
                if (value == JsonToken.VALUE_STRING) {
                    parser.finishToken();
                    prompt = new Member(
                            from, valueFrom, (int) parser.currentLocation().getByteOffset());
                }
            }
            default -> {}
        }
        parser.skipChildren();
    }

    Api api() {
        return messages || prompt != null ? Api.CHAT_COMPLETIONS : Api.RESPONSES;
    }

    /** The body that a caller of the API would have sent. */
    ByteBuffer withModel(String model) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(length + model.length() + 64);
        text("{\"model\":\"", body);
        body.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(model));
        text("\",", body);
        if (messages || prompt == null) {
            inner(1, length, body);
        } else {
            inner(1, prompt.name, body);
            text("\"messages\":[{\"role\":\"user\",\"content\":", body);
            inner(prompt.value, prompt.end, body);
            text("}]", body);
            inner(prompt.end, length, body);
        }
        return ByteBuffer.wrap(body.toByteArray());
    }

    private void inner(int from, int to, ByteArrayOutputStream body) {
        body.write(bytes, start + from, to - from);
    }

    private static void text(String text, ByteArrayOutputStream body) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ProblemException refusal(String reason) {
        return new ProblemException(new Problem.UnreadableCompletion(reason));
    }
}
