package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server as {@code penstock serve} starts it, on a free port, with a client beside it. */
final class RunningServer implements AutoCloseable {
    static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    static final String TOKEN = "gateway-token-canary-4f1d9c";
    static final String CHAT = "openai/chat/completions";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final Pattern READY = Pattern.compile("(?m)^Penstock is ready on (http://\\S+)$");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String output;
    private final Runnable stop;
    private final String url;

    /** An answer whose body is read as JSON where it is some. */
    record Answer(int status, JsonNode body, HttpResponse<byte[]> http) {
        String text() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    private RunningServer(ServerSettings settings) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        AtomicReference<Runnable> stopping = new AtomicReference<>(() -> {});
        Start.serve(settings, new PrintStream(written, true, StandardCharsets.UTF_8), stopping::set);
        output = written.toString(StandardCharsets.UTF_8);
        stop = stopping.get();
        Matcher ready = READY.matcher(output);
        assertThat(ready.find()).as(output).isTrue();
        url = ready.group(1);
    }

    static RunningServer with(ServerSettings settings) {
        return new RunningServer(settings);
    }

    /** One that sends all that goes to OpenAI and Anthropic to this provider. */
    static RunningServer in(Path folder, LoopbackProvider provider) {
        return new RunningServer(settings(folder, provider));
    }

    static ServerSettings settings(@Nullable Path folder, LoopbackProvider provider) {
        return new ServerSettings(
                new ServerSettings.Listener("127.0.0.1", 0),
                folder,
                new AccountId(ACCOUNT),
                new Secret(TOKEN),
                null,
                null,
                Map.of(
                        new ProviderId("openai"), ProviderSettings.NONE.withBaseUrl(provider.url() + "/v1"),
                        new ProviderId("anthropic"), ProviderSettings.NONE.withBaseUrl(provider.url())),
                false);
    }

    String output() {
        return output;
    }

    String url() {
        return url;
    }

    int port() {
        return URI.create(url).getPort();
    }

    static String chat(String model, String more) {
        return """
                {"model":"%s","messages":[{"role":"user","content":"how high is the water"}]%s}""".formatted(model, more);
    }

    static String chat(String model) {
        return chat(model, "");
    }

    static String streamed(String model) {
        return chat(model, ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
    }

    static String json(String id, boolean authentication, boolean collectLogs) {
        return """
                {"id":"%s","authentication":%s,"collect_logs":%s,"cache_ttl":0,"cache_invalidate_on_update":false,\
                "rate_limiting_interval":0,"rate_limiting_limit":0}""".formatted(id, authentication, collectLogs);
    }

    /** An open gateway that keeps logs. */
    void create(String gateway) {
        assertThat(manage("POST", "/gateways", json(gateway, false, true)).status())
                .isEqualTo(200);
    }

    Answer manage(String method, String below, @Nullable String body) {
        return manage(ACCOUNT, method, below, body);
    }

    Answer manage(String account, String method, String below, @Nullable String body) {
        return send(request("/client/v4/accounts/" + account + "/ai-gateway" + below)
                .header("authorization", "Bearer " + TOKEN)
                .header("content-type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    /** The token that this start made and showed. */
    String shownToken() {
        String marker = "API token, shown only this once: ";
        return output().lines()
                .filter(line -> line.startsWith(marker))
                .findFirst()
                .orElseThrow()
                .substring(marker.length());
    }

    /** A request through a gateway of the account, without any token unless the headers have one. */
    Answer post(String gateway, String below, String body, String... headers) {
        return send(through(gateway, below, body, headers));
    }

    HttpRequest.Builder through(String gateway, String below, String body, String... headers) {
        HttpRequest.Builder request = request("/v1/" + ACCOUNT + "/" + gateway + "/" + below)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    }

    Answer send(HttpRequest.Builder request) {
        HttpResponse<byte[]> http = send(request, BodyHandlers.ofByteArray());
        boolean json = http.headers().firstValue("content-type").orElse("").startsWith("application/json");
        return new Answer(http.statusCode(), json ? read(http.body()) : JSON.missingNode(), http);
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpClient client() {
        return client;
    }

    static JsonNode read(byte[] json) {
        try {
            return json.length == 0 ? JSON.missingNode() : JSON.readTree(json);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    /** The log that an answer names, once it is written. */
    JsonNode logOf(String gateway, Answer answer) {
        return log(gateway, answer.header("cf-aig-log-id"));
    }

    JsonNode log(String gateway, String id) {
        assertThat(id).isNotEmpty();
        String path = "/gateways/" + gateway + "/logs/" + id;
        return Await.until("the log is written", () -> manage("GET", path, null), found -> found.status() == 200)
                .body()
                .path("result");
    }

    /** As a SIGTERM does: requests at hand finish, then this returns. */
    void stop() {
        stop.run();
    }

    @Override
    public void close() {
        client.shutdownNow();
        stop();
    }
}
