package dev.penstock.http.inference;

import static dev.penstock.http.inference.SocketHouse.BASE;
import static dev.penstock.http.inference.SocketHouse.LOCKED;
import static dev.penstock.http.inference.SocketHouse.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Ending;
import dev.penstock.providers.ProviderClientSettings;
import java.io.IOException;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
    private static final String KEY = "provider-key-canary-5521";

    private final SocketHouse house = new SocketHouse();

    @AfterAll
    void stop() {
        house.close();
    }

    private TestSocket open(String path, String... headers) {
        return TestSocket.open(house.port(), BASE + path, List.of(), headers);
    }

    private Map<String, String> seen() {
        return house.realtime().seen.getLast();
    }

    private Optional<LogEntry> entry(String eventId) {
        return house.logs(0).stream()
                .filter(row -> row.caller().eventId().equals(eventId))
                .findFirst();
    }

    private LogEntry logged(String eventId) {
        Door.await(() -> entry(eventId).isPresent());
        return entry(eventId).orElseThrow();
    }

    @Nested
    class Opening {
        @ParameterizedTest
        @CsvSource({
            "/openai?model=gpt-realtime, /up/realtime?model=gpt-realtime",
            "/google?api_key=abc&x=1, /up/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=abc&x=1",
            "/elevenlabs?agent_id=a1, /up/v1/convai/conversation?agent_id=a1",
            "/fal/fal-ai/fast-sdxl, /up/fal-ai/fast-sdxl",
            "/deepgram/v1/listen?model=nova-3, /up/v1/listen?model=nova-3",
            "/workers-ai?model=@cf/deepgram/flux&encoding=linear16, /up/run/@cf/deepgram/flux?encoding=linear16",
            "/openai/v1/realtime/other, /up/v1/realtime/other",
        })
        void knows_where_providers_have_their_sessions(String path, String upstream) {
            try (TestSocket socket = open(path)) {
                assertThat(house.realtime().uris.getLast()).isEqualTo(upstream);
                socket.send("hello");
                assertThat(socket.next()).isEqualTo("hello");
            }
        }

        @Test
        void sends_the_callers_headers_and_none_of_the_gateways() {
            String[] headers = {
                "cf-aig-authorization",
                "Bearer " + TOKEN,
                "Authorization",
                "Bearer " + KEY,
                "OpenAI-Beta",
                "realtime=v1",
                "cf-aig-metadata",
                "{\"a\":1}"
            };
            try (TestSocket socket = TestSocket.open(house.port(), LOCKED + "/openai?model=m", List.of(), headers)) {
                assertThat(socket.socket().getSubprotocol()).isEmpty();
                assertThat(seen())
                        .containsEntry("authorization", "Bearer " + KEY)
                        .containsEntry("openai-beta", "realtime=v1");
                assertThat(seen().toString()).doesNotContain(TOKEN).doesNotContain("cf-aig");
            }
        }

        @Test
        void takes_credentials_among_the_subprotocols_and_repeats_none() {
            List<String> offered =
                    List.of("realtime", "openai-insecure-api-key." + KEY, "cf-aig-authorization." + TOKEN);
            try (TestSocket socket = TestSocket.open(house.port(), LOCKED + "/openai?model=m", offered)) {
                assertThat(socket.socket().getSubprotocol()).isEqualTo("realtime");
                assertThat(seen())
                        .containsEntry("authorization", "Bearer " + KEY)
                        .containsEntry("sec-websocket-protocol", "realtime");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "/elevenlabs?agent_id=a, xi-api-key, xi-api-key, provider-key-canary-5521",
            "/fal/model, fal-api-key, authorization, Key provider-key-canary-5521",
        })
        void puts_a_key_from_a_subprotocol_where_the_provider_looks_for_it(
                String path, String item, String header, String value) throws IOException {
            Answer answer = UniversalSocketTest.raw(
                    house, UniversalSocketTest.upgrade(BASE + path, "Sec-WebSocket-Protocol: " + item + "." + KEY));

            assertThat(answer.status()).isEqualTo(101);
            assertThat(String.join("\n", answer.headerLines())).doesNotContain(KEY);
            assertThat(seen()).containsEntry(header, value).doesNotContainKey("sec-websocket-protocol");
        }

        @Test
        void does_not_repeat_a_key_that_stands_behind_its_scheme() {
            try (TestSocket socket =
                    TestSocket.open(house.port(), BASE + "/deepgram/v1/listen", List.of("token", KEY))) {
                assertThat(socket.socket().getSubprotocol()).isEqualTo("token");
                assertThat(seen()).containsEntry("sec-websocket-protocol", "token," + KEY);
            }
        }

        @Test
        void sends_no_token_of_the_gateway_on_wherever_it_stands() throws IOException {
            Answer answer = UniversalSocketTest.raw(
                    house,
                    UniversalSocketTest.upgrade(
                            LOCKED + "/openai?model=m", "Sec-WebSocket-Protocol: openai-insecure-api-key." + TOKEN));

            assertThat(answer.status()).isEqualTo(101);
            assertThat(seen().toString()).doesNotContain(TOKEN);
        }

        @Test
        void lets_nobody_in_without_a_token() throws IOException {
            Answer answer = UniversalSocketTest.raw(house, UniversalSocketTest.upgrade(LOCKED + "/openai?model=m"));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body().toString()).contains("2009");
        }

        @ParameterizedTest
        @CsvSource({
            "/nobody?model=m, 2008",
            "/workers-ai, 2008",
            "/mistral/v1/x, 2005",
            "/compat/chat/completions, 2001",
            "/custom-inside/realtime, 2005"
        })
        void says_in_http_why_there_is_none(String path, String code) throws IOException {
            Answer answer = UniversalSocketTest.raw(house, UniversalSocketTest.upgrade(BASE + path));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().toString()).contains("\"internalCode\":" + code);
        }

        @Test
        void reaches_custom_providers_at_the_address_that_was_looked_at() {
            try (SocketHouse open = new SocketHouse(ProviderClientSettings.DEFAULTS.withPrivateForeigners(true));
                    TestSocket socket = TestSocket.open(open.port(), BASE + "/custom-inside/live?a=b", List.of())) {
                socket.send("hello");
                assertThat(socket.next()).isEqualTo("hello");
                assertThat(open.realtime().uris).containsExactly("/own/live?a=b");
                assertThat(open.realtime().seen.getLast().get("host")).matches("localhost:\\d+");
            }
        }

        @Test
        void passes_on_what_a_provider_says_that_wants_none() throws IOException {
            Answer answer = UniversalSocketTest.raw(
                    house, UniversalSocketTest.upgrade(BASE + "/openai?model=refuse", "cf-aig-event-id: refused-1"));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("x-upstream")).isEqualTo("yes");
            assertThat(answer.body().toString()).isEqualTo("{\"error\":\"no realtime for you\"}");
            assertThat(logged("refused-1").outcome().status()).isEqualTo(403);
        }
    }

    @Nested
    class Relaying {
        @Test
        void passes_text_and_bytes_both_ways() {
            try (TestSocket socket = open("/openai?model=m", "cf-aig-event-id", "sizes")) {
                socket.send("höhe");
                assertThat(socket.next()).isEqualTo("höhe");
                socket.send(new byte[] {0, 1, 2});
                assertThat((byte[]) socket.next()).containsExactly(0, 1, 2);
                socket.socket().sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
                assertThat(socket.closed()).startsWith("1000");

                LogEntry entry = logged("sizes");
                assertThat(entry.outcome().status()).isEqualTo(101);
                assertThat(entry.outcome().ending()).isEqualTo(Ending.COMPLETE);
                assertThat(entry.outcome().success()).isTrue();
                assertThat(entry.call().door()).isEqualTo(dev.penstock.domain.inference.Door.WEBSOCKET);
                assertThat(entry.call().model()).isEqualTo("m");
                assertThat(entry.content().requestSize()).isEqualTo(8);
                assertThat(entry.content().responseSize()).isEqualTo(8);
            }
        }

        @Test
        void keeps_fragments_and_the_characters_that_they_part() {
            try (TestSocket socket = open("/openai?model=m")) {
                String text = "wasserhöhe€".repeat(60_000);

                socket.socket().sendText(text.substring(0, 100_000), false).join();
                socket.socket().sendText(text.substring(100_000), true).join();

                assertThat(socket.next()).isEqualTo(text);
            }
        }

        @Test
        void adds_up_the_tokens_that_a_session_reports() {
            try (TestSocket socket = open("/openai?model=gpt-realtime", "cf-aig-event-id", "usage")) {
                String done = """
                        {"type":"response.done","event_id":"e","response":{"usage":{"input_tokens":10,"output_tokens":5,\
                        "input_token_details":{"cached_tokens":4}}}}""";
                socket.send(done).send("{\"type\":\"other\"}").send(done);
                socket.next();
                socket.next();
                socket.next();
                socket.send("close 1000");
                socket.closed();

                assertThat(logged("usage").spend().usage()).isEqualTo(new TokenUsage(20, 10, 8, 0, true));
            }
        }

        @Test
        void a_provider_that_does_not_read_holds_the_caller_up() {
            try (TestSocket socket = open("/openai?model=m")) {
                socket.send("stop reading");
                long before = house.realtime().receivedBytes();
                Thread sender = Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 400; i++) {
                        socket.send(new byte[200_000]);
                    }
                });
                Door.await(() -> sender.getState() == Thread.State.WAITING && rests());

                assertThat(sender.isAlive()).isTrue();
                assertThat(house.realtime().receivedBytes() - before).isLessThan(80_000_000);
            }
        }

        private int quiet;
        private long lastSeen = -1;

        private boolean rests() {
            long now = house.realtime().receivedBytes();
            quiet = now == lastSeen ? quiet + 1 : 0;
            lastSeen = now;
            return quiet > 200;
        }
    }

    @Nested
    class Parting {
        @Test
        void passes_the_providers_goodbye_on() {
            try (TestSocket socket = open("/openai?model=m", "cf-aig-event-id", "goodbye")) {
                socket.send("close 4001");

                assertThat(socket.closed()).isEqualTo("4001 as told");
                assertThat(logged("goodbye").outcome().ending()).isEqualTo(Ending.COMPLETE);
            }
        }

        @Test
        void passes_the_callers_goodbye_on() {
            int before = house.realtime().closeCodes.size();
            try (TestSocket socket = open("/openai?model=m")) {
                socket.socket().sendClose(4002, "enough").join();

                Door.await(() -> house.realtime().closeCodes.size() > before);
                assertThat(house.realtime().closeCodes).contains(4002);
            }
        }

        @Test
        void a_provider_that_dies_is_a_broken_session() {
            try (TestSocket socket = open("/openai?model=m", "cf-aig-event-id", "died")) {
                socket.send("die");

                assertThat(socket.closed()).startsWith("1011");
                assertThat(logged("died").outcome().ending()).isEqualTo(Ending.TRUNCATED);
            }
        }

        @Test
        void a_caller_that_vanishes_ends_the_providers_side() {
            int before = house.realtime().closeCodes.size();
            TestSocket socket = open("/openai?model=m", "cf-aig-event-id", "vanished");
            socket.send("x");
            socket.next();

            socket.vanish();

            Door.await(() -> house.realtime().closeCodes.size() > before);
            assertThat(logged("vanished").outcome().ending()).isEqualTo(Ending.CANCELLED);
            socket.close();
        }

        @Test
        void a_frame_that_is_too_large_ends_the_session() throws IOException {
            int before = house.realtime().closeCodes.size();

            int code = UniversalSocketTest.closeCodeFor(house, BASE + "/openai?model=m", SocketHouse.FRAME + 1L);

            assertThat(code).isEqualTo(1009);
            Door.await(() -> house.realtime().closeCodes.size() > before);
        }

        @Test
        void a_caller_that_leaves_while_the_provider_is_silent_is_written_down() throws IOException {
            try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), house.port())) {
                socket.getOutputStream()
                        .write(UniversalSocketTest.upgrade(BASE + "/openai?model=silent", "cf-aig-event-id: silent-1")
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                Door.await(() -> house.realtime().uris.getLast().contains("silent"));
            }

            assertThat(logged("silent-1").outcome().ending()).isEqualTo(Ending.CANCELLED);
        }
    }
}
