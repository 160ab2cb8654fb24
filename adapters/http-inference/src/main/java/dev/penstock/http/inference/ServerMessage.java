package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.penstock.domain.inference.InferenceReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes the gateway's messages on a WebSocket for many requests (data plane endpoints, section 6.1). */
final class ServerMessage {
    private static final JsonFactory JSON = new JsonFactory();

    private ServerMessage() {}

    /** A part of a message. */
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * That there is an answer.
     *
     * @param response the answer as JSON; null when it follows in pieces
     */
    static byte[] created(String eventId, InferenceReply reply, @Nullable String response) {
        return message("universal.created", metadata(eventId, reply), response);
    }

    /** One piece of an answer, as JSON. */
    static byte[] piece(String eventId, String response) {
        return message("universal.stream", json -> json.writeStringField("eventId", eventId), response);
    }

    /** That an answer in pieces is complete. */
    static byte[] done(String eventId, InferenceReply reply) {
        return message("universal.done", metadata(eventId, reply), null);
    }

    /**
     * That there is no answer, or no more of it.
     *
     * @param eventId null when the message did not say
     * @param logId null when there is no entry
     * @param envelope the error as JSON
     */
    static byte[] error(@Nullable String eventId, @Nullable String logId, int step, String envelope) {
        return message(
                "universal.error",
                json -> {
                    if (eventId != null) {
                        json.writeStringField("eventId", eventId);
                    }
                    if (logId != null) {
                        json.writeStringField("logId", logId);
                    }
                    json.writeStringField("step", Integer.toString(step));
                },
                envelope);
    }

    private static Content metadata(String eventId, InferenceReply reply) {
        InferenceReply.Origin origin = reply.origin();
        String type = reply.headers().get("content-type");
        return json -> {
            json.writeStringField("cacheStatus", origin.cached() ? "HIT" : "MISS");
            json.writeStringField("eventId", eventId);
            if (origin.entry() != null) {
                json.writeStringField("logId", origin.entry().toString());
            }
            json.writeStringField("step", Integer.toString(origin.step()));
            if (type != null) {
                json.writeStringField("contentType", type);
            }
            json.writeNumberField("status", reply.status());
        };
    }

    private static byte[] message(String type, Content metadata, @Nullable String response) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(response == null ? 256 : response.length() + 256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeObjectFieldStart("metadata");
            metadata.write(json);
            json.writeEndObject();
            if (response != null) {
                json.writeFieldName("response");
                json.writeRawValue(response);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
