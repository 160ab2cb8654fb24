package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The JSON around the answer to a run. */
final class RunWords {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String COMPLETED = "{\"state\":\"Completed\",\"result\":";

    private RunWords() {}

    static ByteBuffer before(boolean enveloped) {
        return utf8(enveloped ? "{\"success\":true,\"result\":" + COMPLETED : COMPLETED);
    }

    static ByteBuffer behind(String provider, String model, boolean enveloped) {
        String state = ",\"provider\":\"%s\",\"model\":\"%s\"}".formatted(provider, quoted(model));
        return utf8(enveloped ? state + ",\"errors\":[],\"messages\":[]}" : state);
    }

    static byte[] failed(RunFailure failure, String model, boolean enveloped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            if (enveloped) {
                ProblemShape.beginEnvelope(json, failure.code(), failure.message(), failure.words());
                json.writeFieldName("result");
            }
            json.writeStartObject();
            json.writeStringField("state", "Failed");
            json.writeObjectFieldStart("error");
            json.writeStringField("code", failure.state());
            json.writeStringField("message", failure.reason());
            json.writeEndObject();
            json.writeStringField("model", model);
            json.writeEndObject();
            if (enveloped) {
                json.writeEndObject();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
