package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.http.management.probe.Readiness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbesOverHttpTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anybody_may_ask_whether_it_is_alive() {
        Server.Answer answer = server.send(server.request("/healthz"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("alive").asBoolean()).isTrue();
    }

    @Test
    void anybody_may_ask_whether_it_is_ready() {
        Server.Answer answer = server.send(server.request("/readyz"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString())
                .isEqualTo("{\"ready\":true,\"reason\":null,\"log_rows_written\":7,\"log_rows_dropped\":0,"
                        + "\"log_rows_waiting\":2}");
    }

    @Test
    void says_503_and_why_when_it_is_not_ready() {
        server.readiness.set(new Readiness(false, "the log store does not answer", 0, 3, 0));

        Server.Answer answer = server.send(server.request("/readyz"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("reason").asText()).isEqualTo("the log store does not answer");
        assertThat(answer.body().path("log_rows_dropped").asInt()).isEqualTo(3);
    }

    @Test
    void anybody_may_read_the_document() {
        Server.Answer answer = server.send(server.request("/openapi.yaml"));

        assertThat(answer.header("content-type")).isEqualTo("application/yaml");
        assertThat(new String(answer.http().body(), StandardCharsets.UTF_8)).startsWith("openapi: 3.1.0");
    }

    @Test
    void a_store_that_stalls_keeps_nobody_else_waiting() {
        Runnable goOn = server.gateways.stall();
        CompletableFuture<Integer> stalled = server.later(Server.api("/gateways/main"));

        int alive = server.send(server.request("/healthz")).status();
        boolean stillStalled = !stalled.isDone();
        goOn.run();

        assertThat(alive).isEqualTo(200);
        assertThat(stillStalled).isTrue();
        assertThat(stalled).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(404);
    }
}
