package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Chat completions that are always compressed, whatever the caller says it accepts. The same request, the same bytes. */
final class GzipAnswers {
    private final Dialect dialect = new OpenAiAnswers();
    private final AnswerWriter writer;

    GzipAnswers(FakeProviderOptions options) {
        this.writer = new AnswerWriter(options.chunks());
    }

    void serve(Call call, JsonNode json) {
        Answer answer = writer.answer(dialect.read("", "", json), Fault.none());
        call.response().putHeader("content-encoding", "gzip");
        call.send(200, ModelEndpoint.JSON, compressed(Json.buffer(dialect.whole(answer, json))));
    }

    private static Buffer compressed(Buffer plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
