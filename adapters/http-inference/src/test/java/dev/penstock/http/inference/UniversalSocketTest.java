package dev.penstock.http.inference;

import static dev.penstock.http.inference.SocketHouse.BASE;
import static dev.penstock.http.inference.SocketHouse.LOCKED;
import static dev.penstock.http.inference.SocketHouse.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.log.LogEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UniversalSocketTest {
    private final SocketHouse house = new SocketHouse();

    @BeforeAll
    void start() {
        assertThat(house.port()).isPositive();
    }

    @AfterAll
    void stop() {
        house.close();
    }

    private TestSocket open(String... headers) {
        return TestSocket.open(house.port(), BASE, List.of(), headers);
    }

    static String upgrade(String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "GET %s HTTP/1.1\r\nHost: gateway.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n%sSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                .formatted(path, more);
    }

    static Answer raw(SocketHouse house, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return Answer.read(socket.getInputStream());
        }
    }

    /** How the gateway closes when a frame of this length is announced. */
    static int closeCodeFor(SocketHouse house, String path, long length) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(upgrade(path).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(Answer.read(socket.getInputStream()).status()).isEqualTo(101);
            byte[] head = ByteBuffer.allocate(14)
                    .put((byte) 0x81)
                    .put((byte) 0xff)
                    .putLong(length)
                    .putInt(0)
                    .array();
            socket.getOutputStream().write(head);
            byte[] close = socket.getInputStream().readNBytes(4);
            assertThat(close[0]).isEqualTo((byte) 0x88);
            return (close[2] & 0xff) << 8 | (close[3] & 0xff);
        }
    }

    @Nested
    class Opening {
        @Test
        void refuses_a_caller_without_a_token_before_there_is_a_socket() throws IOException {
            Answer answer = raw(house, upgrade(LOCKED));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body().toString()).contains("\"code\":2009");
        }

        @Test
        void refuses_a_gateway_that_is_not_there() throws IOException {
            Answer answer = raw(house, upgrade(BASE + "-missing/"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().toString()).contains("\"code\":2001");
        }

        @ParameterizedTest
        @ValueSource(strings = {"cf-aig-authorization: Bearer ", "cf-aig-authorization: ", "Authorization: Bearer "})
        void takes_a_token_in_a_header(String header) throws IOException {
            Answer answer = raw(house, upgrade(LOCKED + "/", header + TOKEN));

            assertThat(answer.status()).isEqualTo(101);
        }

        @Test
        void takes_a_token_among_the_subprotocols_and_does_not_repeat_it() throws IOException {
            Answer answer = raw(
                    house, upgrade(LOCKED, "Sec-WebSocket-Protocol: cf-aig-authorization." + TOKEN + ", plain, other"));

            assertThat(answer.status()).isEqualTo(101);
            assertThat(answer.header("sec-websocket-protocol")).isEqualTo("plain");
            assertThat(String.join("\n", answer.headerLines())).doesNotContain(TOKEN);
        }

        @Test
        void answers_a_request_that_is_no_right_handshake_in_http() throws IOException {
            Answer answer = raw(house, "GET " + BASE + " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n\r\n");

            assertThat(answer.status()).isBetween(400, 499);
        }
    }

    @Nested
    class Answering {
        @Test
        void tells_of_a_whole_answer_at_once() {
            try (TestSocket socket = open()) {
                socket.send(TestSocket.create("e1", "groq", "gpt-4o", false));

                JsonNode created = socket.json();
                assertThat(created.path("type").asText()).isEqualTo("universal.created");
                assertThat(created.at("/metadata/eventId").asText()).isEqualTo("e1");
                assertThat(created.at("/metadata/cacheStatus").asText()).isEqualTo("MISS");
                assertThat(created.at("/metadata/step").isTextual()).isTrue();
                assertThat(created.at("/metadata/contentType").asText()).startsWith("application/json");
                assertThat(created.at("/metadata/logId").asText()).isNotEmpty();
                assertThat(created.at("/response/object").asText()).isEqualTo("chat.completion");
            }
        }

        @Test
        void tells_of_a_stream_piece_by_piece() {
            try (TestSocket socket = open()) {
                socket.send(TestSocket.create("e2", "groq", "gpt-4o", true));

                List<JsonNode> all = socket.until("universal.done");
                assertThat(all.getFirst().path("type").asText()).isEqualTo("universal.created");
                assertThat(all.getFirst().has("response")).isFalse();
                assertThat(all.subList(1, all.size() - 1))
                        .hasSizeGreaterThan(10)
                        .allSatisfy(piece -> {
                            assertThat(piece.path("type").asText()).isEqualTo("universal.stream");
                            assertThat(piece.at("/metadata/eventId").asText()).isEqualTo("e2");
                            assertThat(piece.at("/response/object").asText()).isEqualTo("chat.completion.chunk");
                        });
                assertThat(all.getLast().at("/metadata/logId").asText()).isNotEmpty();
            }
        }

        @Test
        void follows_a_list_of_steps() {
            try (TestSocket socket = open()) {
                socket.send("""
                        {"type":"universal.create","eventId":"both","request":[
                         {"provider":"groq","endpoint":"chat/completions","query":{"model":"fake-status-500","messages":[]}},
                         {"provider":"groq","endpoint":"chat/completions","query":{"model":"gpt-4o","messages":[]}}]}""");

                JsonNode created = socket.json();
                assertThat(created.at("/metadata/step").asText()).isEqualTo("1");
                assertThat(created.at("/metadata/eventId").asText()).isEqualTo("both");
                assertThat(created.at("/response/object").asText()).isEqualTo("chat.completion");
            }
        }

        @Test
        void gives_binary_answers_as_base64() {
            try (TestSocket socket = open()) {
                socket.send("""
                        {"type":"universal.create","request":{"eventId":"b","provider":"groq","endpoint":"gzip","query":{}}}""");

                JsonNode created = socket.json();
                assertThat(created.path("type").asText()).isEqualTo("universal.created");
                assertThat(created.path("response").asText()).startsWith("H4sI");
            }
        }

        @Test
        void keeps_many_requests_apart() {
            try (TestSocket socket = open()) {
                for (int i = 0; i < 40; i++) {
                    socket.send(TestSocket.create("many-" + i, "groq", "gpt-4o", i % 2 == 0));
                }

                Map<String, Integer> pieces = new HashMap<>();
                int ended = 0;
                while (ended < 40) {
                    JsonNode message = socket.json();
                    String type = message.path("type").asText();
                    pieces.merge(message.at("/metadata/eventId").asText(), 1, Integer::sum);
                    ended += type.equals("universal.done")
                                    || message.at("/response/object").asText().equals("chat.completion")
                            ? 1
                            : 0;
                }
                assertThat(pieces).hasSize(40);
                assertThat(pieces.get("many-1")).isEqualTo(1);
                assertThat(pieces.get("many-0")).isGreaterThan(10);
            }
        }

        @Test
        void interleaves_streams() {
            try (TestSocket socket = open()) {
                socket.send(TestSocket.create("slow", "groq", "fake-slow-stream", true));
                socket.send(TestSocket.create("quick", "groq", "gpt-4o", false));

                List<String> order = new ArrayList<>();
                for (JsonNode message : socket.until("universal.done")) {
                    order.add(message.at("/metadata/eventId").asText());
                }
                assertThat(order.indexOf("quick")).isBetween(0, order.lastIndexOf("slow") - 1);
            }
        }

        @Test
        void writes_one_entry_for_each() {
            try (TestSocket socket = open("cf-aig-metadata", "{\"team\":\"water\"}")) {
                socket.send(TestSocket.create("logged-event", "groq", "gpt-4o", true));
                socket.until("universal.done");

                Door.await(() -> entry("logged-event").isPresent());
                LogEntry entry = entry("logged-event").orElseThrow();
                assertThat(entry.call().door()).isEqualTo(dev.penstock.domain.inference.Door.WEBSOCKET);
                assertThat(entry.notes().metadata()).isNotNull();
            }
        }

        private Optional<LogEntry> entry(String eventId) {
            return house.logs(0).stream()
                    .filter(row -> row.caller().eventId().equals(eventId))
                    .findFirst();
        }

        @Test
        void does_not_show_the_provider_what_is_the_gateways() {
            try (TestSocket socket = TestSocket.open(
                    house.port(), LOCKED, List.of("cf-aig-authorization." + TOKEN), "cf-aig-metadata", "{}")) {
                socket.send(TestSocket.create("clean", "anthropic", "claude-3", false));
                socket.json();

                var seen = house.provider().lastRequests().getLast();
                assertThat(seen.toString()).doesNotContain(TOKEN).doesNotContain("cf-aig");
                assertThat(seen.header("authorization")).contains("Bearer sk-canary");
                assertThat(seen.header("sec-websocket-protocol")).isEmpty();
            }
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "no json",
                    "[]",
                    "{\"type\":\"universal.create\"}",
                    "{\"type\":\"universal.create\",\"request\":{}}",
                    "{\"type\":\"universal.create\",\"request\":[]}",
                    "{\"type\":\"universal.create\",\"request\":\"x\"}",
                    "{\"type\":\"other\",\"request\":{}}",
                    "{\"type\":\"universal.create\",\"request\":{\"provider\":\"groq\"",
                    ""
                })
        void says_what_is_wrong_with_a_message_and_goes_on(String message) {
            try (TestSocket socket = open()) {
                socket.send(message);

                JsonNode error = socket.json();
                assertThat(error.path("type").asText()).isEqualTo("universal.error");
                assertThat(error.at("/response/internalCode").asInt()).isEqualTo(2019);
                socket.send(TestSocket.create("after", "groq", "gpt-4o", false));
                assertThat(socket.json().path("type").asText()).isEqualTo("universal.created");
            }
        }

        @Test
        void names_the_event_that_an_error_is_about() {
            try (TestSocket socket = open()) {
                socket.send("{\"type\":\"universal.create\",\"request\":{\"eventId\":\"mine\",\"provider\":\"groq\"}}");
                socket.send(TestSocket.create("lost", "mistral", "m", false));
                socket.send(TestSocket.create("unknown", "nobody", "m", false));

                Map<String, Integer> codes = new HashMap<>();
                for (int i = 0; i < 3; i++) {
                    JsonNode error = socket.json();
                    codes.put(
                            error.at("/metadata/eventId").asText(),
                            error.at("/response/internalCode").asInt());
                }
                assertThat(codes)
                        .containsExactlyInAnyOrderEntriesOf(Map.of("mine", 2019, "lost", 2005, "unknown", 2008));
            }
        }

        @Test
        void takes_so_many_at_once_and_no_more() {
            try (TestSocket socket = open()) {
                for (int i = 0; i < 65; i++) {
                    socket.send(TestSocket.create("hang-" + i, "groq", "fake-hang", false));
                }

                JsonNode error = socket.json();
                assertThat(error.at("/metadata/eventId").asText()).isEqualTo("hang-64");
                assertThat(error.at("/response/httpCode").asInt()).isEqualTo(503);
            }
        }

        @Test
        void says_that_a_stream_broke_off() {
            try (TestSocket socket = open()) {
                socket.send(TestSocket.create("cut", "groq", "fake-truncated-stream", true));

                List<JsonNode> all = socket.until("universal.error");
                assertThat(all.getFirst().path("type").asText()).isEqualTo("universal.created");
                assertThat(all.getLast().at("/metadata/eventId").asText()).isEqualTo("cut");
                assertThat(all.getLast().at("/response/internalCode").asInt()).isEqualTo(2005);
            }
        }

        @Test
        void closes_on_a_frame_that_is_too_large() throws IOException {
            assertThat(closeCodeFor(house, BASE, SocketHouse.FRAME + 1L)).isEqualTo(1009);
        }

        @Test
        void closes_on_a_message_that_is_too_long() {
            try (TestSocket socket = open()) {
                String part = "x".repeat(500_000);
                for (int i = 0; i < 5; i++) {
                    socket.begin(part, false);
                }

                assertThat(socket.closed()).startsWith("1009");
                Door.await(() -> house.heldBytes() == 0);
            }
        }

        @Test
        void takes_no_binary_messages() {
            try (TestSocket socket = open()) {
                socket.send(new byte[3]);

                assertThat(socket.closed()).startsWith("1003");
            }
        }
    }

    @Nested
    class Leaving {
        @Test
        void ends_all_that_was_under_way() {
            long before = house.provider().abortedResponses();
            TestSocket socket = open();
            for (int i = 0; i < 5; i++) {
                socket.send(TestSocket.create("left-" + i, "groq", "fake-hang", false));
            }
            socket.send(TestSocket.create("left-stream", "groq", "fake-stalled-stream", true));
            socket.json();

            socket.vanish();

            Door.await(() -> house.provider().abortedResponses() >= before + 6);
            Door.await(() -> house.heldBytes() == 0);
            socket.close();
        }

        @Test
        void a_reader_that_is_slow_holds_the_provider_up() {
            try (TestSocket socket = TestSocket.open(house.port(), BASE, false, List.of())) {
                long before = house.provider().requests();
                Thread sender = Thread.ofVirtual().start(() -> sendLargeOnes(socket, 100));
                awaitRest();

                assertThat(house.provider().requests() - before).isBetween(1L, 90L);

                socket.socket().request(Long.MAX_VALUE);
                for (int i = 0; i < 100; i++) {
                    assertThat(socket.json().at("/response/text").asText()).hasSize(300_000);
                }
                assertThat(sender.getState()).isEqualTo(Thread.State.TERMINATED);
                Door.await(() -> house.heldBytes() == 0);
            }
        }

        private void sendLargeOnes(TestSocket socket, int number) {
            for (int i = 0; i < number; i++) {
                socket.send("""
                        {"type":"universal.create","request":{"eventId":"%d","provider":"groq",\
                        "endpoint":"echo","query":{"text":"%s"}}}""".formatted(i, "x".repeat(300_000)));
            }
        }

        /** Until no more requests reach the provider for a good while. */
        private void awaitRest() {
            long[] last = {-1, 0};
            Door.await(() -> {
                long now = house.provider().requests();
                last[1] = now == last[0] ? last[1] + 1 : 0;
                last[0] = now;
                return last[1] > 300;
            });
        }
    }
}
