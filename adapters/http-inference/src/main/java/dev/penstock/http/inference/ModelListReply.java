package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.penstock.application.inference.ListedModel;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a list of models as OpenAI does, with what a token costs (data plane endpoints, section 3). The long part of it is
 * the same for everybody and is written once.
 */
final class ModelListReply {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String HEAD = "{\"object\":\"list\",\"data\":[";
    private static final String TAIL = "]}";

    private final byte[] shipped;

    ModelListReply(List<ListedModel> shipped) {
        this.shipped = rows(shipped);
    }

    Buffer body(List<ListedModel> own) {
        byte[] more = rows(own);
        Buffer body = Buffer.buffer(shipped.length + more.length + 64)
                .appendString(HEAD)
                .appendBytes(shipped);
        if (shipped.length > 0 && more.length > 0) {
            body.appendString(",");
        }
        return body.appendBytes(more).appendString(TAIL);
    }

    /** The models with commas between them. */
    private static byte[] rows(List<ListedModel> models) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (ListedModel model : models) {
            rows.writeBytes((rows.size() == 0 ? "" : ",").getBytes(StandardCharsets.US_ASCII));
            rows.writeBytes(row(model));
        }
        return rows.toByteArray();
    }

    /** Nobody wrote down when a model was made. */
    private static byte[] row(ListedModel model) {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(row)) {
            json.writeStartObject();
            json.writeStringField("id", model.id());
            json.writeStringField("object", "model");
            json.writeNumberField("created", 0);
            json.writeStringField("owned_by", model.owner());
            cost("cost_in", model.input(), json);
            cost("cost_out", model.output(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return row.toByteArray();
    }

    private static void cost(String name, @Nullable BigDecimal cost, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        if (cost == null) {
            json.writeNull();
        } else {
            json.writeNumber(cost);
        }
    }
}
