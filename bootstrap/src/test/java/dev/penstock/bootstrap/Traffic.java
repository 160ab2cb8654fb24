package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.bootstrap.RunningServer.Answer;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** One gateway of a running server that keeps logs, and what passes it. */
record Traffic(RunningServer server, String gateway) {
    static final String TOKEN_HEADER = "cf-aig-authorization";

    private static final int PAGE = 50;
    private static final AtomicInteger GATEWAYS = new AtomicInteger();

    /**
     * Makes a gateway of a name that no other has.
     *
     * @param settings members of its JSON that differ from those of {@link RunningServer#json}, without braces
     */
    static Traffic through(RunningServer server, String settings) {
        String gateway = "g" + GATEWAYS.incrementAndGet();
        Answer made = server.manage("POST", "/gateways", json(gateway, settings));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        return new Traffic(server, gateway);
    }

    private static String json(String gateway, String settings) {
        ObjectNode json = (ObjectNode) bytes(RunningServer.json(gateway, false, true));
        json.setAll((ObjectNode) bytes("{" + settings + "}"));
        return json.toString();
    }

    private static JsonNode bytes(String json) {
        return RunningServer.read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Changes settings; those that are not named are as at first. */
    void set(String settings) {
        Answer changed = server.manage("PUT", "/gateways/" + gateway, json(gateway, settings));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    Answer post(String below, String body, String... headers) {
        return server.post(gateway, below, body, headers);
    }

    /** A request with a gateway token. */
    Answer trusted(String below, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(TOKEN_HEADER);
        all.add("Bearer " + RunningServer.TOKEN);
        return server.post(gateway, below, body, all.toArray(String[]::new));
    }

    CompletableFuture<HttpResponse<byte[]>> later(String below, String body, String... headers) {
        return server.client()
                .sendAsync(server.through(gateway, below, body, headers).build(), BodyHandlers.ofByteArray());
    }

    JsonNode log(Answer answer) {
        return server.logOf(gateway, answer);
    }

    /** All log entries, oldest first, once there are as many. */
    List<JsonNode> logs(int count) {
        Await.until(count + " logs are written", () -> total(), found -> found >= count);
        assertThat(total()).isEqualTo(count);
        List<JsonNode> all = new ArrayList<>();
        for (int page = 1; all.size() < count; page++) {
            JsonNode found =
                    server.manage("GET", path() + "&page=" + page, null).body().path("result");
            assertThat(found.isEmpty()).isFalse();
            found.forEach(all::add);
        }
        return all;
    }

    private long total() {
        return server.manage("GET", path(), null)
                .body()
                .at("/result_info/total_count")
                .asLong();
    }

    private String path() {
        return "/gateways/" + gateway + "/logs?order_by=created_at&order_by_direction=asc&per_page=" + PAGE;
    }

    /** A step of a universal request. */
    static String step(String provider, String endpoint, String query, String more) {
        return """
                {"provider":"%s","endpoint":"%s","headers":{"content-type":"application/json"},"query":%s%s}""".formatted(provider, endpoint, query, more);
    }

    static void assertError(Answer answer, int status, int code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.body().at("/error/0/code").asInt()).as(answer.text()).isEqualTo(code);
    }
}
