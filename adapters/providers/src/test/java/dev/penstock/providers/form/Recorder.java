package dev.penstock.providers.form;

import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Records what the fake provider answers, as far as it comes. Everything is recorded once. */
final class Recorder {
    private static final Vertx VERTX = Vertx.vertx();
    private static final FakeProvider FAKE = started(14);
    private static final FakeProvider IN_FEW_PIECES = started(5);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Map<String, Tape> TAPES = new ConcurrentHashMap<>();

    /** An answer's status and body. */
    record Tape(int status, String body) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }
    }

    private Recorder() {}

    private static FakeProvider started(int chunks) {
        FakeProviderOptions options = FakeProviderOptions.defaults().withChunks(chunks);
        return FakeProvider.start(VERTX, options, InstantSource.system()).await();
    }

    static Tape record(String path, String body) {
        return record(FAKE, path, body);
    }

    /** The same words in other pieces. */
    static Tape recordInFewPieces(String path, String body) {
        return record(IN_FEW_PIECES, path, body);
    }

    private static Tape record(FakeProvider fake, String path, String body) {
        return TAPES.computeIfAbsent(fake.url() + path + body, key -> played(URI.create(fake.url() + path), body));
    }

    private static Tape played(URI address, String body) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("authorization", "Bearer some-key")
                .POST(BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        try {
            HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
            return new Tape(response.statusCode(), asFarAsItComes(response.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static String asFarAsItComes(InputStream in) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (in) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
            }
        } catch (IOException cutShort) {
            // This is what is to be recorded.
        }
        return read.toString(StandardCharsets.UTF_8);
    }
}
