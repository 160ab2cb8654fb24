package dev.penstock.fakeprovider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A fake provider with a client beside it, both gone after the test. */
final class RunningFakeProvider implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeProvider provider;

    RunningFakeProvider(FakeProviderOptions options) {
        this(options, InstantSource.system());
    }

    RunningFakeProvider(FakeProviderOptions options, InstantSource clock) {
        provider = FakeProvider.start(vertx, options, clock).await();
    }

    static RunningFakeProvider withDefaults() {
        return new RunningFakeProvider(FakeProviderOptions.defaults());
    }

    FakeProvider provider() {
        return provider;
    }

    Vertx vertx() {
        return vertx;
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return client.send(request(path, body, headers), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> postBytes(String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = to(path).POST(BodyPublishers.ofByteArray(body));
        return client.send(with(request, headers), BodyHandlers.ofByteArray());
    }

    HttpResponse<Stream<String>> postForLines(String path, String body) throws Exception {
        return client.send(request(path, body), BodyHandlers.ofLines());
    }

    HttpResponse<byte[]> delete(String path) throws Exception {
        return client.send(to(path).DELETE().build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return client.send(to(path).GET().build(), BodyHandlers.ofByteArray());
    }

    int status(String path, String body, String... headers) throws Exception {
        return post(path, body, headers).statusCode();
    }

    JsonNode json(String path, String body, String... headers) throws Exception {
        HttpResponse<String> response = post(path, body, headers);
        assertThat(response.statusCode()).isEqualTo(200);
        return MAPPER.readTree(response.body());
    }

    /** The JSON of every event of a stream, in order. */
    List<JsonNode> events(String path, String body) throws Exception {
        HttpResponse<Stream<String>> response = postForLines(path, body);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        return response.body()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> parse(line.substring("data: ".length())))
                .toList();
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + json, e);
        }
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        provider.close().await();
        vertx.close().await();
    }

    private HttpRequest request(String path, String body, String... headers) {
        return with(to(path).POST(BodyPublishers.ofString(body)), headers);
    }

    private static HttpRequest with(HttpRequest.Builder request, String... headers) {
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(provider.url() + path)).timeout(PATIENCE);
    }
}
