package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.chat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bootstrap.RunningServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Custom providers and custom domains with the whole house: what is written by the API is what the next request meets. */
class CustomProviderTest {
    private static final String MODEL = "gpt-4o-mini";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @TempDir
    private Path folder = Path.of("");

    private RunningServer start(boolean allowPrivate) {
        RunningServer server =
                RunningServer.with(RunningServer.settings(folder, PROVIDER).withPrivateEgress(allowPrivate));
        if (server.manage("GET", "/gateways/g", null).status() == 404) {
            server.create("g");
        }
        return server;
    }

    private static String keep(RunningServer server) {
        return server.manage("POST", "/custom-providers", """
                {"name": "Ours", "slug": "ours", "base_url": "%s/v1", "enable": true,
                 "headers": "{\\"x-team\\": \\"header-canary\\"}"}""".formatted(PROVIDER.url()))
                .body()
                .at("/result/id")
                .asText();
    }

    @Test
    void serves_logs_and_prices_a_custom_provider() {
        try (RunningServer server = start(true)) {
            String id = keep(server);
            server.manage("POST", "/custom-providers/costs", """
                    {"account_provider_id": "%s", "model": "gpt-", "model_rule": "starts-with", "cost_in": 1, "cost_out": 100}
                    """.formatted(id));

            Answer own = server.post("g", "custom-ours/chat/completions", chat(MODEL));
            assertThat(PROVIDER.last().header("x-team")).contains("header-canary");
            Answer unified = server.post("g", "compat/chat/completions", chat("custom-ours/" + MODEL));

            assertThat(own.status()).isEqualTo(200);
            assertThat(unified.status()).isEqualTo(200);
            for (Answer answer : new Answer[] {own, unified}) {
                JsonNode log = server.logOf("g", answer);
                assertThat(log.path("provider").asText()).isEqualTo("custom-ours");
                assertThat(log.path("cost").asLong())
                        .isEqualTo(log.path("tokens_in").asLong()
                                + 100 * log.path("tokens_out").asLong());
            }
        }
    }

    @Test
    void a_change_holds_for_the_next_request_and_survives_a_restart() {
        try (RunningServer server = start(true)) {
            String id = keep(server);
            assertThat(server.post("g", "custom-ours/chat/completions", chat(MODEL))
                            .status())
                    .isEqualTo(200);
            server.manage("PATCH", "/custom-providers/" + id, "{\"enable\": false}");
            Answer off = server.post("g", "custom-ours/chat/completions", chat(MODEL));
            assertThat(off.status()).isEqualTo(400);
            assertThat(off.body().at("/error/0/code").asInt()).isEqualTo(2008);
            server.manage("PATCH", "/custom-providers/" + id, "{\"enable\": true}");
        }
        try (RunningServer server = start(true)) {
            assertThat(server.post("g", "custom-ours/chat/completions", chat(MODEL))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void refuses_to_call_into_a_private_network_unless_the_operator_allows_it() {
        try (RunningServer server = start(false)) {
            keep(server);

            Answer answer = server.post("g", "custom-ours/chat/completions", chat(MODEL));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().at("/error/0/code").asInt()).isEqualTo(2005);
            assertThat(answer.body().at("/messages/0/message").asText()).contains("private network");
            assertThat(server.logOf("g", answer).path("provider").asText()).isEqualTo("custom-ours");
            assertThat(server.post("g", RunningServer.CHAT, chat(MODEL)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void serves_a_gateway_and_nothing_else_under_its_custom_domain() {
        try (RunningServer server = start(false)) {
            assertThat(ask(server, "ai.example.com", "/openai/chat/completions"))
                    .startsWith("HTTP/1.1 404");
            server.manage("POST", "/gateways/g/custom-domains", "{\"domain\": \"ai.example.com\", \"zone_id\": \"z\"}");

            assertThat(ask(server, "AI.example.com:8443", "/openai/chat/completions"))
                    .startsWith("HTTP/1.1 200")
                    .contains("chat.completion");
            assertThat(ask(server, "ai.example.com", "/nobody/x"))
                    .startsWith("HTTP/1.1 400")
                    .contains("2008");
            for (String elsewhere : new String[] {
                "/healthz",
                "/openapi.yaml",
                "/accounts/" + RunningServer.ACCOUNT + "/ai-gateway/gateways",
                "/client/v4/accounts/" + RunningServer.ACCOUNT + "/ai-gateway/gateways",
                "/v1/" + RunningServer.ACCOUNT + "/g/openai/chat/completions"
            }) {
                assertThat(ask(server, "ai.example.com", elsewhere))
                        .as(elsewhere)
                        .startsWith("HTTP/1.1 404");
            }

            server.manage("DELETE", "/gateways/g/custom-domains/ai.example.com", null);
            assertThat(ask(server, "ai.example.com", "/openai/chat/completions"))
                    .startsWith("HTTP/1.1 404");
        }
    }

    /** A chat request with a Host header of one's own, which the JDK's client does not let go out. */
    private static String ask(RunningServer server, String host, String path) {
        String body = chat(MODEL);
        String request =
                "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(path, host, body.length(), body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
