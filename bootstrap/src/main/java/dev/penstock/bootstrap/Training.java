package dev.penstock.bootstrap;

import dev.penstock.bootstrap.exam.Examined;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Traffic like that of a working day, only less of it: what is used here starts quicker and is compiled earlier in servers that
 * start from what was learned. Blocks; any answer but a good one ends it.
 */
final class Training implements AutoCloseable {
    private static final String GATEWAY = "training";
    private static final String QUESTION = "What does the water do behind the gate? ".repeat(20);
    private static final int PLAIN_OF_A_ROUND = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ROUNDS_BETWEEN_LISTS = 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Examined server;
    private final long deadline;

    /** @param limit after it no new round begins */
    Training(Examined server, Duration limit) {
        this.server = server;
        deadline = System.nanoTime() + limit.toNanos();
    }

    void take(int rounds) {
        manage("POST", "/gateways", """
                {"id":"%s","authentication":true,"collect_logs":true,"cache_ttl":0,"cache_invalidate_on_update":false,\
                "rate_limiting_interval":0,"rate_limiting_limit":0}""".formatted(GATEWAY));
        for (int round = 0; round < rounds && System.nanoTime() < deadline; round++) {
            requests(round).forEach(CompletableFuture::join);
            if (round % ROUNDS_BETWEEN_LISTS == 0) {
                manage("GET", "/gateways/" + GATEWAY + "/logs?per_page=20&order_by=created_at", "");
            }
        }
        manage("GET", "/gateways", "");
        for (String probe : List.of("/healthz", "/readyz")) {
            send(request(probe)).join();
        }
    }

    private List<CompletableFuture<String>> requests(int round) {
        List<CompletableFuture<String>> sent = new ArrayList<>();
        for (int i = 0; i < PLAIN_OF_A_ROUND; i++) {
            sent.add(send(ask("/openai/chat/completions", chat("gpt-4o-mini", false))));
        }
        sent.add(send(ask("/openai/chat/completions", chat("gpt-4o-mini", true))));
        sent.add(
                send(ask("/openai/chat/completions", chat("gpt-4o-mini", false)).header("cf-aig-cache-ttl", "60")));
        sent.add(send(ask("/compat/chat/completions", chat("anthropic/claude-haiku-4-5", round % 2 == 0))));
        sent.add(send(ask("", steps())));
        return sent;
    }

    private static String chat(String model, boolean streamed) {
        return """
                {"model":"%s","stream":%s,"max_tokens":64,"messages":[{"role":"user","content":"%s"}]}""".formatted(model, streamed, QUESTION);
    }

    /** The first one fails. */
    private static String steps() {
        return "[%s,%s]".formatted(step("gpt-4o-mini+fake-status-503"), step("gpt-4o-mini"));
    }

    private static String step(String model) {
        return "{\"provider\":\"openai\",\"endpoint\":\"chat/completions\",\"headers\":{},\"query\":%s}"
                .formatted(chat(model, false));
    }

    private HttpRequest.Builder ask(String below, String body) {
        return request("/v1/" + server.account() + "/" + GATEWAY + below)
                .header("cf-aig-authorization", "Bearer " + server.token())
                .POST(BodyPublishers.ofString(body));
    }

    private void manage(String method, String below, String body) {
        send(request("/client/v4/accounts/" + server.account() + "/ai-gateway" + below)
                        .header("authorization", "Bearer " + server.token())
                        .method(method, BodyPublishers.ofString(body)))
                .join();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("content-type", "application/json")
                .timeout(PATIENCE);
    }

    private CompletableFuture<String> send(HttpRequest.Builder built) {
        HttpRequest request = built.build();
        return client.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s got %d: %s".formatted(request, response.statusCode(), response.body()));
            }
            return response.body();
        });
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
