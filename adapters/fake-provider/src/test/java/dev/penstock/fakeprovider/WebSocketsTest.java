package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketsTest {
    private static final int LARGE = 4 * 1024 * 1024;
    private static final String REALTIME = "/v1/realtime?model=gpt-realtime";

    private final RunningFakeProvider running = RunningFakeProvider.withDefaults();
    private final RunningFakeProvider strict =
            new RunningFakeProvider(FakeProviderOptions.defaults().requireKey("right"));
    private final BlockingQueue<WebSocketFrame> frames = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        running.close();
        strict.close();
    }

    @Test
    void a_realtime_session_greets_and_then_echoes() throws Exception {
        WebSocket socket = open(running, REALTIME, "Authorization", "Bearer key", "OpenAI-Beta", "realtime=v1");

        socket.writeTextMessage("{\"type\":\"response.create\"}");
        socket.writeBinaryMessage(Buffer.buffer(new byte[] {1, -2, 3}));

        assertThat(next().textData())
                .startsWith("{\"type\":\"session.created\"")
                .contains("\"model\":\"gpt-realtime\"");
        assertThat(next().textData()).isEqualTo("{\"type\":\"response.create\"}");
        assertThat(next().binaryData().getBytes()).containsExactly(1, -2, 3);
        SeenRequest seen = running.provider().lastRequests().getLast();
        assertThat(seen.header("authorization")).contains("Bearer key");
        assertThat(seen.header("openai-beta")).contains("realtime=v1");
    }

    @Test
    void takes_a_key_from_a_subprotocol_but_never_echoes_it() throws Exception {
        WebSocketConnectOptions options = to(running, REALTIME)
                .setSubProtocols(List.of("realtime", "openai-insecure-api-key.key", "openai-beta.realtime-v1"));

        WebSocket socket = connect(running, options);

        assertThat(socket.subProtocol()).isEqualTo("realtime");
        assertThat(running.provider()
                        .lastRequests()
                        .getLast()
                        .header("sec-websocket-protocol")
                        .orElse(""))
                .contains("openai-insecure-api-key.key");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/realtime?model=m,,",
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent,,",
        "/v1/listen,Authorization,Bearer key",
        "/tts/websocket,,"
    })
    void providers_that_want_a_key_refuse_the_handshake_without_it(String path, String header, String value) {
        String[] headers = header == null ? new String[0] : new String[] {header, value};

        assertThatThrownBy(() -> open(running, path, headers))
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class,
                        refused -> assertThat(refused.getStatus()).isEqualTo(401));
    }

    @ParameterizedTest
    @CsvSource({
        "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=right,,",
        "/v1/listen?model=nova-3,Authorization,Token right",
        "/tts/websocket?api_key=right&cartesia_version=1,,",
        "/v1/convai/conversation?agent_id=a,xi-api-key,right",
        "/anything,Authorization,Bearer right"
    })
    void echoes_at_any_path_for_the_right_key(String path, String header, String value) throws Exception {
        String[] headers = header == null ? new String[0] : new String[] {header, value};
        WebSocket socket = open(strict, path, headers);

        socket.writeTextMessage("grüße");

        assertThat(next().textData()).isEqualTo("grüße");
    }

    @Test
    void required_keys_are_required_of_sockets_too() {
        assertThatThrownBy(() -> open(strict, "/anything", "Authorization", "Bearer wrong"))
                .isInstanceOf(UpgradeRejectedException.class);
    }

    @Test
    void echoes_large_frames() throws Exception {
        byte[] large = new byte[LARGE];
        Arrays.fill(large, (byte) 7);
        WebSocket socket = open(running, "/echo");

        socket.writeFrame(WebSocketFrame.binaryFrame(Buffer.buffer(large), true));

        WebSocketFrame echoed = next();
        assertThat(echoed.isFinal()).isTrue();
        assertThat(echoed.binaryData().getBytes()).isEqualTo(large);
    }

    @Test
    void echoes_fragments_as_fragments_and_never_cuts_a_character() throws Exception {
        byte[] text = "grüße".getBytes(UTF_8);
        WebSocket socket = open(running, "/echo");

        socket.writeFrame(WebSocketFrame.textFrame("gr", false));
        socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(Arrays.copyOfRange(text, 2, 3)), false));
        socket.writeFrame(
                WebSocketFrame.continuationFrame(Buffer.buffer(Arrays.copyOfRange(text, 3, text.length)), true));

        List<WebSocketFrame> echoed = List.of(next(), next(), next());
        assertThat(echoed).extracting(WebSocketFrame::isFinal).containsExactly(false, false, true);
        assertThat(echoed).extracting(WebSocketFrame::isContinuation).containsExactly(false, true, true);
        assertThat(echoed.getFirst().textData()).isEqualTo("gr");
        assertThat(echoed.getLast().binaryData().toString()).isEqualTo("üße");
    }

    @Test
    void answers_pings_and_sends_one_when_asked() throws Exception {
        BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
        WebSocket socket = open(running, "/echo");
        socket.pongHandler(pong -> pongs.add(pong.toString()));

        socket.writePing(Buffer.buffer("mine"));
        socket.writeTextMessage("{\"type\":\"fake.ping\"}");

        assertThat(pongs.poll(20, TimeUnit.SECONDS)).isEqualTo("mine");
        WebSocketFrame ping = next();
        while (!ping.isPing()) {
            ping = next();
        }
        assertThat(ping.binaryData().toString()).isEqualTo("fake");
    }

    @Test
    void closes_with_the_code_that_the_caller_asks_for() throws Exception {
        WebSocket socket = open(running, "/echo");

        socket.writeTextMessage("{\"type\":\"fake.close\",\"code\":4001,\"reason\":\"enough\"}");

        RunningFakeProvider.await(socket::isClosed);
        assertThat(socket.closeStatusCode()).isEqualTo((short) 4001);
        assertThat(socket.closeReason()).isEqualTo("enough");
    }

    @Test
    void remembers_how_callers_closed() throws Exception {
        WebSocket socket = open(running, "/some/path");

        socket.close((short) 4002, "bye");

        RunningFakeProvider.await(() -> running.provider().lastClosedSockets().size() == 1);
        ClosedSocket closed = running.provider().lastClosedSockets().getFirst();
        assertThat(closed.path()).isEqualTo("/some/path");
        assertThat(closed.code()).isEqualTo(4002);
        assertThat(closed.reason()).isEqualTo("bye");
    }

    private WebSocketFrame next() throws InterruptedException {
        WebSocketFrame frame = frames.poll(20, TimeUnit.SECONDS);
        assertThat(frame).isNotNull();
        return frame;
    }

    private WebSocket open(RunningFakeProvider provider, String uri, String... headers) {
        WebSocketConnectOptions options = to(provider, uri);
        for (int i = 0; i < headers.length; i += 2) {
            options.addHeader(headers[i], headers[i + 1]);
        }
        return connect(provider, options);
    }

    private WebSocket connect(RunningFakeProvider provider, WebSocketConnectOptions options) {
        WebSocketClient client = provider.vertx()
                .createWebSocketClient(
                        new WebSocketClientOptions().setMaxFrameSize(2 * LARGE).setMaxMessageSize(2 * LARGE));
        ClientWebSocket socket = client.webSocket();
        socket.frameHandler(frames::add);
        return socket.connect(options).await();
    }

    private static WebSocketConnectOptions to(RunningFakeProvider provider, String uri) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(provider.provider().port())
                .setURI(uri);
    }
}
