package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SocketTest {
    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient();
    private final RunningServer server = RunningServer.with(RunningServer.settings(null, PROVIDER));

    @BeforeEach
    void prepare() {
        server.create("open");
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close().await();
    }

    private WebSocketConnectOptions options(String path) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.port())
                .setURI(path);
    }

    private static String base(String gateway) {
        return "/v1/" + RunningServer.ACCOUNT + "/" + gateway;
    }

    private static JsonNode next(BlockingQueue<String> messages) throws InterruptedException {
        String message = messages.poll(20, TimeUnit.SECONDS);
        return RunningServer.read(String.valueOf(message).getBytes(StandardCharsets.UTF_8));
    }

    private static BlockingQueue<String> read(WebSocket socket) {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        socket.textMessageHandler(messages::add);
        return messages;
    }

    @Test
    void serves_many_requests_over_one_socket_and_writes_them_down() throws InterruptedException {
        WebSocket socket = client.connect(options(base("open"))).await();
        BlockingQueue<String> messages = read(socket);

        socket.writeTextMessage("""
                {"type":"universal.create","request":{"eventId":"e1","provider":"openai","endpoint":"chat/completions",\
                "query":%s}}""".formatted(RunningServer.chat("gpt-4o-mini")))
                .await();

        JsonNode created = next(messages);
        assertThat(created.path("type").asText()).isEqualTo("universal.created");
        JsonNode log = server.log("open", created.at("/metadata/logId").asText());
        assertThat(log.path("event_id").asText("e1")).isEqualTo("e1");
        assertThat(log.path("tokens_out").asInt()).isPositive();
        socket.close().await();
    }

    @Test
    void asks_for_a_token_where_the_gateway_does() {
        assertThat(server.manage("POST", "/gateways", RunningServer.json("asking", true, true))
                        .status())
                .isEqualTo(200);

        assertThat(refusal(base("asking"))).isEqualTo(401);
        WebSocket socket = client.connect(options(base("asking") + "/")
                        .addHeader("cf-aig-authorization", "Bearer " + RunningServer.TOKEN))
                .await();
        assertThat(socket.isClosed()).isFalse();
        socket.close().await();
    }

    @Test
    void serves_the_same_under_a_custom_domain() throws InterruptedException {
        server.manage("POST", "/gateways/open/custom-domains", "{\"domain\": \"ai.example.com\", \"zone_id\": \"z\"}");
        WebSocketConnectOptions options = options("/").addHeader("host", "ai.example.com");
        WebSocket socket = client.connect(options).await();
        BlockingQueue<String> messages = read(socket);

        socket.writeTextMessage("{}").await();

        assertThat(next(messages).path("type").asText()).isEqualTo("universal.error");
        assertThat(refusal(options.setURI("/healthz"))).isEqualTo(404);
        socket.close().await();
    }

    @Test
    void management_and_probes_open_none() {
        for (String path :
                List.of("/healthz", "/client/v4/accounts/" + RunningServer.ACCOUNT + "/ai-gateway/gateways")) {
            assertThat(refusal(path)).as(path).isNotEqualTo(101);
        }
        assertThat(server.manage("GET", "/gateways", null).status()).isEqualTo(200);
    }

    @Test
    void going_down_says_goodbye() throws InterruptedException {
        RunningServer other = RunningServer.with(RunningServer.settings(null, PROVIDER));
        other.create("brief");
        WebSocket socket =
                client.connect(options(base("brief")).setPort(other.port())).await();
        List<Short> codes = new ArrayList<>();
        BlockingQueue<Short> closed = new LinkedBlockingQueue<>();
        socket.closeHandler(gone -> closed.add(socket.closeStatusCode()));

        other.close();

        codes.add(closed.poll(20, TimeUnit.SECONDS));
        assertThat(codes).containsExactly((short) 1001);
    }

    /** The status that comes in place of a socket. */
    private int refusal(String path) {
        return refusal(options(path));
    }

    private int refusal(WebSocketConnectOptions options) {
        try {
            client.connect(options).await();
            return 101;
        } catch (UpgradeRejectedException refused) {
            return refused.getStatus();
        } catch (CompletionException other) {
            throw new AssertionError(other);
        }
    }
}
