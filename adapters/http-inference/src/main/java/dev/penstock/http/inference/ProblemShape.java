package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.penstock.application.inference.GatewayAnswer;
import dev.penstock.domain.inference.Door;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the gateway's own errors look, by the door that the request came in at (data plane, section 4). */
enum ProblemShape {
    /** Below a gateway. */
    GATEWAY {
        @Override
        Words words(GatewayAnswer answer) {
            return new Words(answer.status(), answer.code(), answer.message(), answer.hint());
        }

        @Override
        void write(Words words, JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeBooleanField("success", false);
            json.writeArrayFieldStart("result");
            json.writeEndArray();
            json.writeArrayFieldStart("messages");
            if (words.hint() != null) {
                json.writeStartObject();
                json.writeStringField("message", words.hint());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("error");
            error(words.code(), words.message(), json);
            json.writeEndArray();
            json.writeStringField("name", "AiGatewayError");
            json.writeNumberField("httpCode", words.status());
            json.writeNumberField("internalCode", words.code());
            json.writeStringField("message", words.message());
            json.writeStringField("description", words.message());
            json.writeEndObject();
        }
    },
    /** At the REST forms, in the envelope of the management API beside them. */
    REST {
        @Override
        Words words(GatewayAnswer answer) {
            return switch (answer.code()) {
                case NO_TOKEN -> new Words(answer.status(), AUTHENTICATION, "Authentication error", answer.hint());
                case BAD_FORMAT ->
                    new Words(
                            answer.status(),
                            BAD_INPUT,
                            "Model execution failed (User Input Error): "
                                    + Objects.requireNonNullElse(answer.hint(), answer.message()),
                            null);
                case SPEND_LIMIT -> new Words(answer.status(), REST_SPEND_LIMIT, answer.message(), answer.hint());
                default -> GATEWAY.words(answer);
            };
        }

        @Override
        void write(Words words, JsonGenerator json) throws IOException {
            beginEnvelope(json, words.code(), words.message(), words.hint());
            json.writeNullField("result");
            json.writeEndObject();
        }
    };

    private static final JsonFactory JSON = new JsonFactory();
    private static final int NO_TOKEN = 2009;
    private static final int BAD_FORMAT = 2019;
    private static final int SPEND_LIMIT = 2041;
    private static final int REST_SPEND_LIMIT = 2045;
    private static final int BAD_INPUT = 7003;
    private static final int AUTHENTICATION = 10_000;

    /**
     * What an error says.
     *
     * @param hint what the message leaves open; null when it says everything
     */
    record Words(
            int status, int code, String message, @Nullable String hint) {}

    static ProblemShape at(Door door) {
        return door == Door.RUN ? REST : GATEWAY;
    }

    abstract Words words(GatewayAnswer answer);

    abstract void write(Words words, JsonGenerator json) throws IOException;

    byte[] body(Words words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(words, json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** The envelope's head; the result and the closing brace are still to come. */
    static void beginEnvelope(JsonGenerator json, int code, String message, @Nullable String hint) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("success", false);
        json.writeArrayFieldStart("errors");
        error(code, message, json);
        json.writeEndArray();
        json.writeArrayFieldStart("messages");
        if (hint != null) {
            error(code, hint, json);
        }
        json.writeEndArray();
    }

    private static void error(int code, String message, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("code", code);
        json.writeStringField("message", message);
        json.writeEndObject();
    }
}
