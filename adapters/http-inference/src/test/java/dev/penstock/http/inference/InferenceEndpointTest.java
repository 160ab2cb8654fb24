package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.fakeprovider.SeenRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A caller that is blocked while it writes is not to be heard of any more, hence the thread of its own. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InferenceEndpointTest {
    private static final String UUID_7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
    private static final String CHAT = Door.BASE + "/openai/chat/completions";
    private static final String UNIFIED = Door.BASE + "/compat/chat/completions";
    private static final String LOCKED = "/v1/" + SampleGateways.ACCOUNT + "/locked/openai/chat/completions";

    private final Door door = new Door();

    @AfterEach
    void close() {
        door.close();
    }

    private static String chat(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"how deep\"}]}";
    }

    private static String stream(String model) {
        return "{\"stream\":true," + chat(model).substring(1);
    }

    private static String error(int status, int code, String message, String hint) {
        String messages = hint.isEmpty() ? "" : "{\"message\":\"" + hint + "\"}";
        return ("{\"success\":false,\"result\":[],\"messages\":[%4$s],\"error\":[{\"code\":%2$d,\"message\":\"%3$s\"}],"
                        + "\"name\":\"AiGatewayError\",\"httpCode\":%1$d,\"internalCode\":%2$d,\"message\":\"%3$s\","
                        + "\"description\":\"%3$s\"}")
                .formatted(status, code, message, messages);
    }

    private static void isError(Answer answer, int status, int code, String message) {
        isError(answer, status, code, message, "");
    }

    private static void isError(Answer answer, int status, int code, String message, String hint) {
        assertThat(answer.text()).isEqualTo(error(status, code, message, hint));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
    }

    /** Why there was none is told in a hint, whose words depend on how the socket broke. */
    private static void isNoAnswer(Answer answer) {
        assertThat(answer.text()).contains("\"messages\":[{\"message\":\"the ");
        assertThat(answer.text().replaceFirst("\"messages\":\\[[^]]*]", "\"messages\":[]"))
                .isEqualTo(error(400, 2005, "Failed to get response from provider", ""));
        assertThat(answer.status()).isEqualTo(400);
    }

    private SeenRequest seen() {
        return door.provider().lastRequests().getLast();
    }

    @Nested
    class Response_headers {
        @Test
        void cf_aig_log_id_names_the_log_and_equals_the_request_id() throws IOException {
            Answer answer = door.post(CHAT, chat("gpt-4o-mini"));

            assertThat(answer.header("cf-aig-log-id")).matches(UUID_7);
            assertThat(answer.header("cf-aig-request-id")).isEqualTo(answer.header("cf-aig-log-id"));
        }

        @Test
        void cf_aig_log_id_is_sent_even_when_no_log_is_collected() throws IOException {
            Answer answer = door.post(CHAT, chat("gpt-4o-mini"), "cf-aig-collect-log: false");

            assertThat(answer.header("cf-aig-log-id")).matches(UUID_7);
        }

        @Test
        void cf_aig_event_id_is_the_callers_or_else_the_request_id() throws IOException {
            Answer own = door.post(CHAT, chat("gpt-4o-mini"), "CF-AIG-Event-Id: mine-7");
            Answer made = door.post(CHAT, chat("gpt-4o-mini"));

            assertThat(own.header("cf-aig-event-id")).isEqualTo("mine-7");
            assertThat(made.header("cf-aig-event-id")).isEqualTo(made.header("cf-aig-request-id"));
        }

        @Test
        void cf_aig_step_is_the_first_one() throws IOException {
            assertThat(door.post(CHAT, chat("gpt-4o-mini")).header("cf-aig-step"))
                    .isEqualTo("0");
        }

        @Test
        void cf_aig_cache_status_is_a_miss() throws IOException {
            assertThat(door.post(CHAT, chat("gpt-4o-mini")).header("cf-aig-cache-status"))
                    .isEqualTo("MISS");
            assertThat(door.post(CHAT, stream("gpt-4o-mini")).header("cf-aig-cache-status"))
                    .isEqualTo("MISS");
        }

        @Test
        void cf_aig_cache_status_is_a_miss_when_the_provider_gave_no_answer() throws IOException {
            assertThat(door.post(CHAT, chat("fake-reset")).header("cf-aig-cache-status"))
                    .isEqualTo("MISS");
        }

        @Test
        void cf_aig_model_and_provider_say_who_answered_a_unified_request() throws IOException {
            Answer unified = door.post(UNIFIED, chat("groq/org/llama"));
            Answer own = door.post(CHAT, chat("gpt-4o-mini"));

            assertThat(unified.header("cf-aig-model")).isEqualTo("org/llama");
            assertThat(unified.header("cf-aig-provider")).isEqualTo("groq");
            assertThat(own.values("cf-aig-model")).isEmpty();
            assertThat(own.values("cf-aig-provider")).isEmpty();
        }

        @Test
        void stay_the_gateways_own_when_a_provider_sends_some() throws IOException {
            try (RawUpstream upstream = new RawUpstream(
                            "HTTP/1.1 200 OK\r\ncf-aig-log-id: evil\r\nCF-AIG-Cache-Status: HIT\r\n"
                                    + "cf-aig-model: evil\r\nX-Kept: yes\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\nok");
                    Door raw = new Door(upstream)) {
                Answer answer = raw.send(Door.request("POST", CHAT, "{}"));

                assertThat(answer.header("cf-aig-log-id")).matches(UUID_7);
                assertThat(answer.header("cf-aig-cache-status")).isEqualTo("MISS");
                assertThat(answer.values("cf-aig-model")).isEmpty();
                assertThat(answer.header("x-kept")).isEqualTo("yes");
                assertThat(answer.values("set-cookie")).containsExactly("a=1", "b=2");
            }
        }

        @Test
        void with_characters_that_cannot_be_sent_never_leave_the_caller_waiting() throws IOException {
            try (RawUpstream upstream = new RawUpstream(
                            "HTTP/1.1 200 OK\r\nX-Odd: a\u0001b\u000bc\r\nX-Latin: \u00e9\r\nContent-Length: 2\r\n\r\nok");
                    Door raw = new Door(upstream);
                    Door.Caller caller = raw.call()) {
                caller.write(Door.request("POST", CHAT, "{}"));

                assertThat(caller.in().read()).as("an answer or an end").isIn((int) 'H', -1);
            }
        }
    }

    @Nested
    class Errors {
        @ParameterizedTest
        @ValueSource(strings = {"/v1/acc/none/openai/x", "/v1/acc", "/v1/acc/gw/openai/../x", "/v1/acc/gw/compat/nope"})
        void code_2001_says_that_there_is_no_such_gateway(String path) throws IOException {
            Answer answer = door.post(path, "{}");

            isError(answer, 400, 2001, "Please configure AI Gateway in the Cloudflare dashboard");
            assertThat(answer.header("cf-aig-request-id")).matches(UUID_7);
            assertThat(answer.header("cf-aig-event-id")).isEqualTo(answer.header("cf-aig-request-id"));
            assertThat(answer.values("cf-aig-log-id")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"fake-reset", "fake-truncated-stream"})
        void code_2005_says_that_the_provider_gave_no_answer(String model) throws IOException {
            Answer answer = door.post(CHAT, chat(model));

            isNoAnswer(answer);
            assertThat(answer.header("cf-aig-log-id")).matches(UUID_7);
            assertThat(answer.header("cf-aig-step")).isEqualTo("0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"gpt-4o-mini", "fake-reset"})
        void promises_no_log_entry_when_the_log_is_full(String model) throws IOException {
            door.fillLog();

            Answer answer = door.post(CHAT, chat(model));

            assertThat(answer.values("cf-aig-log-id")).isEmpty();
            assertThat(answer.header("cf-aig-request-id")).matches(UUID_7);
        }

        @Test
        void code_2005_says_that_the_provider_cannot_be_reached() throws IOException {
            isError(
                    door.post(Door.BASE + "/mistral/v1/chat/completions", "{}"),
                    400,
                    2005,
                    "Failed to get response from provider",
                    "the provider does not accept connections");
        }

        @Test
        void code_2008_says_that_the_provider_is_unknown() throws IOException {
            Answer answer = door.post(Door.BASE + "/nobody/x", "{}");

            isError(answer, 400, 2008, "Invalid provider");
            assertThat(answer.values("cf-aig-log-id")).isEmpty();
            assertThat(answer.header("cf-aig-request-id")).matches(UUID_7);
        }

        @Test
        void code_2009_says_that_the_token_is_missing_or_wrong() throws IOException {
            isError(door.post(LOCKED, "{}"), 401, 2009, "Unauthorized");
            isError(door.post(LOCKED, "{}", "cf-aig-authorization: Bearer wrong"), 401, 2009, "Unauthorized");
            assertThat(door.post(LOCKED, chat("m"), "cf-aig-authorization: Bearer " + Door.TOKEN)
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void code_2019_says_that_a_unified_model_has_no_prefix() throws IOException {
            isError(
                    door.post(UNIFIED, chat("gpt-4o-mini")),
                    400,
                    2019,
                    "Chat completion bad format",
                    "model must be written as provider/model");
        }

        @Test
        void code_413_says_how_large_a_body_may_be_and_the_client_can_read_it() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write("POST " + CHAT + " HTTP/1.1\r\nHost: g\r\nContent-Length: 20000001\r\n\r\n");
                OutputStream out = caller.socket().getOutputStream();
                byte[] part = new byte[64 * 1024];
                for (int sent = 0; sent < 20_000_001; sent += part.length) {
                    out.write(part, 0, Math.min(part.length, 20_000_001 - sent));
                }

                isError(caller.answer(), 413, 2019, "Request body too large", "at most 20000000 bytes are taken here");

                caller.write(Door.request("POST", CHAT, chat("m")));
                assertThat(caller.answer().status())
                        .as("the connection goes on")
                        .isEqualTo(200);
            }
        }

        @Test
        void code_503_says_that_too_many_large_bodies_are_held_and_only_where_they_must_be() throws IOException {
            String large = chat("openai/gpt-4o-mini").replace("how deep", "deep ".repeat(38_000));
            try (Door.Caller first = door.call();
                    Door.Caller second = door.call()) {
                sendAllButTheEnd(first, large);
                sendAllButTheEnd(second, large);
                Door.await(() -> door.heldBytes() > 2 * 150_000);

                Answer unified = door.post(UNIFIED, large);
                Answer ownPath = door.post(CHAT, chat("gpt-4o-mini").replace("how deep", "deep ".repeat(15_000)));

                isError(
                        unified,
                        503,
                        2005,
                        "Failed to get response from provider",
                        "too many large requests are held at the moment; try again");
                assertThat(ownPath.status()).isEqualTo(200);
            }
            Door.await(() -> door.heldBytes() == 0);
            assertThat(door.post(UNIFIED, large).status()).isEqualTo(200);
        }

        private static void sendAllButTheEnd(Door.Caller caller, String body) throws IOException {
            String request = Door.request("POST", UNIFIED, body);
            caller.write(request.substring(0, request.length() - 1));
        }

        @Test
        void code_413_comes_too_when_only_the_chunks_show_how_large_a_body_is() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write("POST " + CHAT + " HTTP/1.1\r\nHost: g\r\n"
                        + "Content-Type: audio/wav\r\nTransfer-Encoding: chunked\r\n\r\n");
                RawUpstream.flood(caller, 20_100_000);

                isError(caller.answer(), 413, 2019, "Request body too large", "at most 20000000 bytes are taken here");
            }
        }

        @Test
        void code_413_comes_for_a_unified_body_that_is_too_long_to_be_read_whole() throws IOException {
            String body = chat("openai/x" + "y".repeat(200_000));

            isError(
                    door.post(UNIFIED, body),
                    413,
                    2019,
                    "Request body too large",
                    "at most 200000 bytes are taken here");
        }

        @Test
        void code_431_comes_for_headers_of_a_megabyte() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write("GET " + CHAT + " HTTP/1.1\r\nHost: g\r\nX-Large: " + "x".repeat(70_000));

                isError(caller.answer(), 431, 2001, "The request's headers are too large");
            }
        }

        @Test
        void code_431_can_be_read_by_a_client_that_sends_all_of_a_megabyte_first() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write("GET " + CHAT + " HTTP/1.1\r\nHost: g\r\nX-Large: " + "x".repeat(1_000_000) + "\r\n\r\n");

                isError(caller.answer(), 431, 2001, "The request's headers are too large");
            }
        }

        @Test
        void code_414_comes_for_a_url_that_is_too_long() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write("GET " + CHAT + "/" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: g\r\n\r\n");

                isError(caller.answer(), 414, 2001, "The request's URL is too long");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: abc",
                    "Content-Length: -5",
                    "Content-Length: 5\r\nContent-Length: 6",
                    "Bad Name: x"
                })
        void code_400_comes_for_headers_that_are_not_http(String line) throws IOException {
            Answer answer = door.send("POST " + CHAT + " HTTP/1.1\r\nHost: g\r\n" + line + "\r\n\r\n");

            isError(answer, 400, 2001, "The request is not readable HTTP");
        }

        @Test
        void leave_the_connection_open_for_the_next_request() throws IOException {
            try (Door.Caller caller = door.call()) {
                for (String path :
                        new String[] {Door.BASE + "/nobody/x", LOCKED, "/v1/acc/none/openai/x", CHAT, CHAT}) {
                    caller.write(Door.request("POST", path, chat("m")));
                    assertThat(caller.answer().status()).isIn(200, 400, 401);
                }
            }
        }
    }

    @Nested
    class Passing_on {
        @Test
        void sends_no_header_of_ours_to_the_provider() throws IOException {
            door.post(
                    CHAT,
                    chat("m"),
                    "cf-aig-authorization: Bearer " + Door.TOKEN,
                    "Cf-Aig-Metadata: {\"a\":1}",
                    "cf-aig-anything: x",
                    "CF-Ray: 1",
                    "Authorization: Bearer sk-provider",
                    "anthropic-version: 2023-06-01");

            assertThat(seen().headers().keySet()).noneMatch(name -> name.startsWith("cf-"));
            assertThat(seen().header("authorization")).contains("Bearer sk-provider");
            assertThat(seen().header("anthropic-version")).contains("2023-06-01");
        }

        @Test
        void sends_method_path_and_query_as_they_are() throws IOException {
            door.send("PATCH " + Door.BASE + "/openai/v1/echo/a%20b?x=%2F&y HTTP/1.1\r\nHost: g\r\n\r\n");

            assertThat(seen().method()).isEqualTo("PATCH");
            assertThat(seen().path()).isEqualTo("/v1/echo/a%20b");
            assertThat(seen().query()).isEqualTo("x=%2F&y");
        }

        @ParameterizedTest
        @CsvSource({"429", "500", "404"})
        void gives_a_providers_error_as_it_came(int status) throws IOException {
            Answer answer = door.post(CHAT, chat("fake-status-" + status));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).contains("The fake provider was asked for status " + status);
            assertThat(answer.header("cf-aig-log-id")).matches(UUID_7);
        }

        @Test
        void gives_a_stream_chunk_by_chunk() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write(Door.request("POST", CHAT, stream("fake-stalled-stream")));

                Answer head = Answer.head(caller.in());
                byte[] first = Answer.chunk(caller.in());

                assertThat(head.header("content-type")).startsWith("text/event-stream");
                assertThat(first).asString().startsWith("data: ");
            }
        }

        @Test
        void gives_the_bytes_of_ten_megabytes_back_as_they_are() throws IOException {
            byte[] body = new byte[10_000_000];
            new SplittableRandom(20_261_121).nextBytes(body);
            try (Door.Caller caller = door.call()) {
                caller.write("POST " + Door.BASE + "/openai/echo HTTP/1.1\r\nHost: g\r\n"
                        + "Content-Type: audio/wav\r\nContent-Length: 10000000\r\n\r\n");
                caller.socket().getOutputStream().write(body);

                Answer answer = caller.answer();

                assertThat(answer.body().getBytes()).isEqualTo(body);
                assertThat(answer.header("content-type")).isEqualTo("audio/wav");
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 99_999, 100_000, 100_001, 300_000})
        void gives_chunked_json_of_any_length_on_as_it_is(int padding) throws IOException {
            String body = "{\"x\":\"" + "y".repeat(padding) + "\"}";
            try (Door.Caller caller = door.call()) {
                caller.write("POST " + Door.BASE + "/openai/echo HTTP/1.1\r\nHost: g\r\n"
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3\r\n" + body.substring(0, 3) + "\r\n"
                        + Integer.toHexString(body.length() - 3) + "\r\n" + body.substring(3) + "\r\n0\r\n\r\n");

                assertThat(caller.answer().text()).isEqualTo(body);
            }
        }

        @Test
        void cuts_the_prefix_out_of_a_unified_model_and_nothing_else() throws IOException {
            door.post(UNIFIED, "{ \"messages\":[], \"model\" : \"openai/gpt-4o-mini\" ,\"x\":1.50}");

            assertThat(seen().bodyStart()).isEqualTo("{ \"messages\":[], \"model\" : \"gpt-4o-mini\" ,\"x\":1.50}");
        }

        @Test
        void answers_head_requests_with_the_providers_head() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write("HEAD " + Door.BASE + "/openai/echo HTTP/1.1\r\nHost: g\r\n\r\n");
                Answer head = Answer.head(caller.in());
                caller.write(Door.request("POST", CHAT, chat("m")));

                assertThat(head.status()).isEqualTo(200);
                assertThat(caller.answer().status()).as("nothing was left over").isEqualTo(200);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {204, 304})
        void answers_without_a_body_where_there_can_be_none(int status) throws IOException {
            try (RawUpstream upstream =
                            new RawUpstream("HTTP/1.1 " + status + " X\r\nETag: \"a\"\r\nConnection: close\r\n\r\n");
                    Door raw = new Door(upstream);
                    Door.Caller caller = raw.call()) {
                caller.write(Door.request("POST", CHAT, "{}"));
                Answer first = caller.answer();
                caller.write(Door.request("POST", CHAT, "{}"));
                Answer second = caller.answer();

                assertThat(first.status()).isEqualTo(status);
                assertThat(first.values("transfer-encoding")).isEmpty();
                assertThat(first.header("etag")).isEqualTo("\"a\"");
                assertThat(second.status()).isEqualTo(status);
            }
        }
    }

    @Nested
    class Bounds {
        @Test
        void keep_a_caller_from_sending_what_the_provider_does_not_take() throws Exception {
            ProviderClient deaf = (call, abandoned) -> new CompletableFuture<>();
            try (Door scripted = new Door(deaf);
                    SocketChannel caller = SocketChannel.open()) {
                caller.setOption(StandardSocketOptions.SO_SNDBUF, 64 * 1024);
                caller.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), scripted.port()));
                caller.configureBlocking(false);
                ByteBuffer head =
                        ByteBuffer.wrap(("POST " + CHAT + " HTTP/1.1\r\nHost: g\r\nContent-Type: audio/wav\r\n"
                                        + "Content-Length: 19000000\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                caller.write(head);

                long taken = takenUntilStalled(caller);

                assertThat(taken).isLessThan(15_000_000);
            }
        }

        /** A slow machine may stall early, which only makes less of what is measured. */
        private long takenUntilStalled(SocketChannel caller) throws IOException {
            ByteBuffer part = ByteBuffer.allocate(64 * 1024);
            long taken = 0;
            long lastTaken = System.nanoTime();
            while (taken < 18_900_000 && System.nanoTime() - lastTaken < 1_000_000_000L) {
                int written = caller.write(part.clear());
                taken += written;
                if (written > 0) {
                    lastTaken = System.nanoTime();
                } else {
                    LockSupport.parkNanos(1_000_000);
                }
            }
            return taken;
        }
    }

    @Nested
    class Faults_of_our_own {
        @Test
        void are_told_as_internal_errors_without_their_words() throws IOException {
            ProviderClient faulty = (call, abandoned) ->
                    CompletableFuture.failedFuture(new IllegalStateException("the key is sk-canary"));
            try (Door scripted = new Door(faulty)) {
                isError(scripted.post(CHAT, "{}"), 500, 500, "Internal error");
            }
        }

        @Test
        void that_are_thrown_at_once_are_told_too() throws IOException {
            ProviderClient faulty = (call, abandoned) -> {
                throw new IllegalStateException("the key is sk-canary");
            };
            try (Door scripted = new Door(faulty)) {
                isError(scripted.post(CHAT, "{}"), 500, 500, "Internal error");
            }
        }

        @Test
        void in_a_replys_headers_never_leave_the_caller_waiting() throws IOException {
            InferenceReply odd = new InferenceReply(
                    200,
                    new Headers(List.of(new Header("X-Odd", "a\r\nb"))),
                    Body.EMPTY,
                    new InferenceReply.Origin(new ProviderId("openai"), null),
                    () -> Metering.NONE);
            try (Door scripted = new Door((call, abandoned) -> CompletableFuture.completedFuture(odd));
                    Door.Caller caller = scripted.call()) {
                caller.write(Door.request("POST", CHAT, "{}"));

                isError(caller.answer(), 500, 500, "Internal error");
            }
        }
    }

    @Nested
    class Endings {
        @Test
        void of_a_truncated_stream_are_never_clean() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write(Door.request("POST", CHAT, stream("fake-truncated-stream")));

                assertThatThrownBy(caller::answer).isInstanceOf(IOException.class);
            }
        }

        @Test
        void of_a_truncated_body_of_known_length_are_never_clean() throws IOException {
            try (RawUpstream upstream =
                            new RawUpstream("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(100_000));
                    Door raw = new Door(upstream);
                    Door.Caller caller = raw.call()) {
                caller.write(Door.request("POST", CHAT, "{}"));

                assertThatThrownBy(caller::answer).isInstanceOf(IOException.class);
            }
        }

        @Test
        void come_to_the_provider_at_once_when_the_caller_leaves_a_stream() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write(Door.request("POST", CHAT, stream("fake-stalled-stream")));
                Answer.head(caller.in());
            }

            Door.await(() -> door.provider().abortedResponses() == 1);
        }

        @Test
        void come_to_the_provider_at_once_when_the_caller_leaves_before_the_head() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write(Door.request("POST", CHAT, chat("fake-hang")));
                Door.await(() -> door.provider().requests() == 1);
            }

            Door.await(() -> door.provider().abortedResponses() == 1);
        }

        @Test
        void come_to_the_provider_at_once_when_the_caller_leaves_in_the_middle_of_its_body() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write("POST " + Door.BASE + "/openai/echo HTTP/1.1\r\nHost: g\r\n"
                        + "Content-Type: audio/wav\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1000));
                Door.await(() -> door.provider().requests() == 1);
            }

            Door.await(() -> door.provider().abortedResponses() == 1);
        }
    }

    @Nested
    class Older_and_odder_callers {
        @Test
        void of_http_1_0_get_a_whole_answer_and_an_end() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write(Door.request("POST", CHAT, chat("m")).replace("HTTP/1.1", "HTTP/1.0"));

                Answer answer = caller.answer();

                assertThat(answer.text()).contains("how deep");
                assertThat(caller.rest()).isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"X-Nothing: 1", "Connection: keep-alive"})
        void of_http_1_0_get_a_stream_without_chunks_and_an_end(String line) throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write(Door.request("POST", CHAT, stream("m"), line).replace("HTTP/1.1", "HTTP/1.0"));

                Answer answer = caller.answer();

                assertThat(answer.values("transfer-encoding")).isEmpty();
                assertThat(answer.text()).startsWith("data: ").endsWith("data: [DONE]\n\n");
            }
        }

        @Test
        void that_ask_for_the_connection_to_close_see_it_close() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write(Door.request("POST", CHAT, stream("m"), "Connection: close"));

                assertThat(caller.answer().text()).endsWith("data: [DONE]\n\n");
                assertThat(caller.rest()).isEmpty();
            }
        }

        @Test
        void that_send_several_requests_at_once_get_the_answers_in_order() throws IOException {
            try (Door.Caller caller = door.call()) {
                caller.write(Door.request("POST", CHAT, stream("first+fake-slow-stream"))
                        + Door.request("POST", Door.BASE + "/nobody/x", "{}")
                        + Door.request("POST", CHAT, chat("third")));

                assertThat(caller.answer().text()).contains("\"model\":\"first\"");
                assertThat(caller.answer().text()).contains("\"code\":2008");
                assertThat(caller.answer().text()).contains("\"model\":\"third\"");
            }
        }

        @Test
        void that_wait_to_be_told_to_continue_are_told() throws IOException {
            String request = Door.request("POST", CHAT, chat("m"), "Expect: 100-continue");
            int body = request.indexOf("\r\n\r\n") + 4;
            try (Door.Caller caller = door.call()) {
                caller.write(request.substring(0, body));
                Answer told = Answer.head(caller.in());
                caller.write(request.substring(body));

                assertThat(told.status()).isEqualTo(100);
                assertThat(caller.answer().status()).isEqualTo(200);
                assertThat(seen().header("expect")).isEmpty();
            }
        }

        @Test
        void with_odd_bytes_in_their_headers_always_get_an_answer() throws IOException {
            for (String odd : new String[] {"a\u0001b", "caf\u00e9", "a\tb", "a\u007fb", "a\u000bb", "a\u000cb"}) {
                for (String name : new String[] {"cf-aig-event-id", "X-Own"}) {
                    Answer answer = door.post(CHAT, chat("m"), name + ": " + odd);
                    assertThat(answer.status())
                            .as("%s with %s", name, odd.chars().boxed().toList())
                            .isIn(200, 400);
                }
            }
        }

        @Test
        void that_write_everything_before_they_read_get_an_early_refusal_of_the_provider() throws IOException {
            try (RawUpstream upstream =
                            new RawUpstream("HTTP/1.1 401 No\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
                    Door raw = new Door(upstream);
                    Door.Caller caller = raw.call()) {
                writeLongSpeech(caller);

                Answer answer = caller.answer();

                assertThat(answer.status()).isIn(401, 400);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"Content-Length: 2\r\n\r\nno", "Transfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n"})
        void that_write_everything_before_they_read_get_the_refusal_of_a_provider_that_reads_no_more(String body)
                throws IOException {
            try (RawUpstream upstream = RawUpstream.thatStays("HTTP/1.1 401 No\r\n" + body);
                    Door raw = new Door(upstream);
                    Door.Caller caller = raw.call()) {
                writeLongSpeech(caller);

                Answer answer = caller.answer();

                // Else the gateway's end of the connection waits for what this provider will never read.
                upstream.hangUp();
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.text()).isEqualTo("no");
            }
        }

        private static void writeLongSpeech(Door.Caller caller) throws IOException {
            caller.write("POST " + CHAT + " HTTP/1.1\r\nHost: g\r\n"
                    + "Content-Type: audio/wav\r\nContent-Length: 19000000\r\n\r\n");
            OutputStream out = caller.socket().getOutputStream();
            byte[] part = "x".repeat(50_000).getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < 380; i++) {
                out.write(part);
            }
        }
    }
}
