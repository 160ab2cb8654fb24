package dev.penstock.bootstrap;

import dev.penstock.bootstrap.exam.Examined;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Traffic like that of a working day, only less of it: what is used here starts quicker and is compiled earlier in servers that
 * start from what was learned. Blocks; any answer but a good one ends it.
 */
final class Training {
    private static final String GATEWAY = "training";
    private static final String QUESTION = "What does the water do behind the gate? ".repeat(20);
    private static final int PLAIN_OF_A_ROUND = 6;
    private static final int ROUNDS_BETWEEN_LISTS = 20;

    private final HttpClient client;
    private final Examined server;
    private final long deadline;

    /** @param limit after it no new round begins */
    Training(Vertx vertx, Examined server, Duration limit) {
        client = vertx.createHttpClient();
        this.server = server;
        deadline = System.nanoTime() + limit.toNanos();
    }

    void take(int rounds) {
        manage(HttpMethod.POST, "/gateways", """
                {"id":"%s","authentication":true,"collect_logs":true,"cache_ttl":0,"cache_invalidate_on_update":false,\
                "rate_limiting_interval":0,"rate_limiting_limit":0}""".formatted(GATEWAY));
        for (int round = 0; round < rounds && System.nanoTime() < deadline; round++) {
            await(Future.all(requests(round)));
            if (round % ROUNDS_BETWEEN_LISTS == 0) {
                manage(HttpMethod.GET, "/gateways/" + GATEWAY + "/logs?per_page=20&order_by=created_at", "");
            }
        }
        manage(HttpMethod.GET, "/gateways", "");
        for (String probe : List.of("/healthz", "/readyz")) {
            await(send(HttpMethod.GET, probe, Map.of(), ""));
        }
    }

    private List<Future<Buffer>> requests(int round) {
        List<Future<Buffer>> sent = new ArrayList<>();
        for (int i = 0; i < PLAIN_OF_A_ROUND; i++) {
            sent.add(ask("/openai/chat/completions", chat("gpt-4o-mini", false), Map.of()));
        }
        sent.add(ask("/openai/chat/completions", chat("gpt-4o-mini", true), Map.of()));
        sent.add(ask("/openai/chat/completions", chat("gpt-4o-mini", false), Map.of("cf-aig-cache-ttl", "60")));
        sent.add(ask("/compat/chat/completions", chat("anthropic/claude-haiku-4-5", round % 2 == 0), Map.of()));
        sent.add(ask("", steps(), Map.of()));
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

    private Future<Buffer> ask(String below, String body, Map<String, String> headers) {
        return send(
                HttpMethod.POST,
                "/v1/" + server.account() + "/" + GATEWAY + below,
                with(headers, "cf-aig-authorization"),
                body);
    }

    private void manage(HttpMethod method, String below, String body) {
        await(send(
                method,
                "/client/v4/accounts/" + server.account() + "/ai-gateway" + below,
                with(Map.of(), "authorization"),
                body));
    }

    private Map<String, String> with(Map<String, String> headers, String authorization) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(authorization, "Bearer " + server.token());
        all.put("content-type", "application/json");
        return all;
    }

    private Future<Buffer> send(HttpMethod method, String path, Map<String, String> headers, String body) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(server.url() + path);
        headers.forEach(options::addHeader);
        return client.request(options)
                .compose(request -> request.send(body))
                .compose(response -> response.body().map(answer -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException(
                                "%s %s got %d: %s".formatted(method, path, response.statusCode(), answer));
                    }
                    return answer;
                }));
    }

    private static void await(Future<?> answer) {
        answer.toCompletionStage().toCompletableFuture().join();
    }
}
