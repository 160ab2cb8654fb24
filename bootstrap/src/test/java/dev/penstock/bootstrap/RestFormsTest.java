package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.ACCOUNT;
import static dev.penstock.bootstrap.RunningServer.TOKEN;
import static dev.penstock.bootstrap.RunningServer.chat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.bootstrap.RunningServer.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST forms stand among the paths of the management API, and each side keeps its own. */
class RestFormsTest {
    private static final String AI = "/accounts/" + ACCOUNT + "/ai";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // JUnit starts it before each test
    private RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.in(folder, PROVIDER);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer send(String method, String path, String token) {
        return server.send(server.request(path)
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(chat("openai/gpt-4o-mini"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/client/v4", ""})
    void answer_with_traffic_through_the_default_gateway(String prefix) {
        Answer answer = send("POST", prefix + AI + "/v1/chat/completions", TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.header("cf-aig-provider")).isEqualTo("openai");
        assertThat(PROVIDER.last().header("authorization")).isEmpty();
    }

    @Test
    void let_nobody_in_without_a_token() {
        Answer answer = send("POST", "/client/v4" + AI + "/v1/chat/completions", "wrong");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("errors").path(0).path("code").asInt()).isEqualTo(10000);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /run",
        "GET, /v1/chat/completions",
        "POST, /v1/embeddings",
        "POST, /models",
        "POST, /run/openai/gpt-4o",
        "POST, ''",
    })
    void leave_everything_else_to_management(String method, String below) {
        Answer answer = send(method, "/client/v4" + AI + below, TOKEN);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("cf-aig-request-id")).isEmpty();
        assertThat(answer.body().path("errors").path(0).path("code").asInt()).isEqualTo(7003);
    }
}
