package dev.penstock.bootstrap.exam;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/** The fake providers of an exam, a port each, all watched. */
final class Fakes implements AutoCloseable {
    private static final int TOKENS = 60;
    private static final Duration PACE = Duration.ofMillis(3);
    private static final String MARKER = "MARKER";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Map<String, FakeProvider> providers = new LinkedHashMap<>();
    private final Watch watch = new Watch();
    private final String answer;

    /** @param ports by the name of the provider; 0 takes any free one */
    private Fakes(Map<String, Integer> ports) {
        ports.forEach((name, port) -> {
            FakeProvider fake = start(port);
            fake.watch(seen -> watch.saw(name, seen));
            providers.put(name, fake);
        });
        answer = ask(prompt(MARKER));
    }

    static Fakes at(Map<String, Integer> ports) {
        return new Fakes(ports);
    }

    private FakeProvider start(int port) {
        FakeProviderOptions options =
                FakeProviderOptions.defaults().withPort(port).withChunks(TOKENS).withChunkDelay(PACE);
        try {
            return FakeProvider.start(vertx, options, InstantSource.system())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            vertx.close();
            throw new IllegalStateException("no fake provider can listen on port %d".formatted(port), e);
        }
    }

    FakeProvider get(String name) {
        return Objects.requireNonNull(providers.get(name), name);
    }

    Map<String, String> urls() {
        Map<String, String> urls = new LinkedHashMap<>();
        providers.forEach((name, fake) -> urls.put(name, fake.url()));
        return urls;
    }

    Watch watch() {
        return watch;
    }

    static String prompt(String marker) {
        return "Exam %s: please tell me how the river fills the lake".formatted(marker);
    }

    /** What every healthy one of them says to the prompt with this marker. */
    String answerTo(String marker) {
        return answer.replace(MARKER, marker);
    }

    /** What they say to a prompt when asked directly: whatever comes through a gateway must be the same. */
    private String ask(String prompt) {
        JsonMapper json = JsonMapper.builder().build();
        String body = ChatBody.of("fake-none", prompt, false).toString();
        URI url = URI.create(providers.values().iterator().next().url() + "/v1/chat/completions");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(url)
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return json.readTree(client.send(request, BodyHandlers.ofString()).body())
                    .at("/choices/0/message/content")
                    .asText();
        } catch (IOException e) {
            throw new IllegalStateException("a fake provider does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
