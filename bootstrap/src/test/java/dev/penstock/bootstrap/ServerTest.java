package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.ACCOUNT;
import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.TOKEN;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.port.AtOnce;
import dev.penstock.bootstrap.RunningServer.Answer;
import dev.penstock.fakeprovider.SeenRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole house on a free port before a fake provider, spoken to over HTTP only. */
class ServerTest {
    private static final String MODEL = "gpt-4o-mini";

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

    private static void assertGatewayError(Answer answer, int status, int code, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.text()).isEqualTo("""
                        {"success":false,"result":[],"messages":[],"error":[{"code":%d,"message":"%s"}],\
                        "name":"AiGatewayError","httpCode":%d,"internalCode":%d,"message":"%s","description":"%s"}\
                        """.formatted(code, message, status, code, message, message)
                .strip());
    }

    @Nested
    class Managing {
        @Test
        void makes_a_gateway_that_the_very_next_request_uses() {
            for (int i = 0; i < 12; i++) {
                String id = "g" + i;
                assertThat(server.post(id, CHAT, chat(MODEL)).status()).isEqualTo(400);
                server.create(id);

                Answer answer = server.post(id, CHAT, chat(MODEL));

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body().path("object").asText()).isEqualTo("chat.completion");
            }
        }

        @Test
        void changes_settings_for_the_very_next_request() {
            server.create("g");

            for (boolean guarded : List.of(true, false, true)) {
                server.manage("PUT", "/gateways/g", RunningServer.json("g", guarded, true));

                assertThat(server.post("g", CHAT, chat(MODEL)).status()).isEqualTo(guarded ? 401 : 200);
            }
        }

        @Test
        void stops_logging_with_the_very_next_request() {
            server.create("g");
            Answer kept = server.post("g", CHAT, chat(MODEL));
            server.manage("PUT", "/gateways/g", RunningServer.json("g", false, false));
            Answer unkept = server.post("g", CHAT, chat(MODEL));
            server.manage("PUT", "/gateways/g", RunningServer.json("g", false, true));
            Answer last = server.post("g", CHAT, chat(MODEL));

            server.logOf("g", last);

            server.logOf("g", kept);
            assertThat(unkept.header("cf-aig-log-id")).isNotEmpty();
            assertThat(server.manage("GET", "/gateways/g/logs/" + unkept.header("cf-aig-log-id"), null)
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void removes_a_gateway_for_the_very_next_request() {
            server.create("g");
            assertThat(server.post("g", CHAT, chat(MODEL)).status()).isEqualTo(200);

            server.manage("DELETE", "/gateways/g", null);

            assertThat(server.post("g", CHAT, chat(MODEL)).status()).isEqualTo(400);
            assertThat(server.manage("GET", "/gateways/g", null).status()).isEqualTo(404);
        }

        @Test
        void keeps_accounts_apart() {
            server.create("shared");
            server.manage("other", "POST", "/gateways", RunningServer.json("theirs", false, true));
            server.logOf("shared", server.post("shared", CHAT, chat(MODEL)));

            assertThat(server.send(server.request("/v1/other/shared/" + CHAT)
                                    .POST(BodyPublishers.ofString(chat(MODEL))))
                            .status())
                    .isEqualTo(400);
            assertThat(server.post("theirs", CHAT, chat(MODEL)).status()).isEqualTo(400);
            assertThat(server.manage("other", "GET", "/gateways", null).text())
                    .contains("theirs")
                    .doesNotContain("shared");
            assertThat(server.manage("GET", "/gateways", null).text()).doesNotContain("theirs");
            assertThat(server.manage("other", "GET", "/gateways/shared", null).status())
                    .isEqualTo(404);
            assertThat(server.manage("other", "GET", "/gateways/shared/logs", null)
                            .text())
                    .doesNotContain("chat/completions");
        }

        @Test
        void asks_for_a_token() {
            String path = "/client/v4/accounts/" + ACCOUNT + "/ai-gateway/gateways";

            assertThat(server.send(server.request(path)).status()).isEqualTo(400);
            assertThat(server.send(server.request(path).header("authorization", "Bearer wrong"))
                            .status())
                    .isEqualTo(403);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/healthz", "/readyz", "/openapi.yaml"})
        void answers_operators_without_a_token(String probe) {
            assertThat(server.send(server.request(probe)).status()).isEqualTo(200);
        }

        @Test
        void tells_operators_how_many_logs_were_written() {
            server.create("g");
            server.logOf("g", server.post("g", CHAT, chat(MODEL)));

            JsonNode ready = Await.until(
                    "the row is counted",
                    () -> server.send(server.request("/readyz")).body(),
                    probe -> probe.path("log_rows_written").asLong() == 1);

            assertThat(ready.path("ready").asBoolean()).isTrue();
            assertThat(ready.path("log_rows_dropped").asLong()).isZero();
            assertThat(ready.path("log_rows_waiting").asLong()).isZero();
        }
    }

    @Nested
    class MakingTheDefaultGateway {
        @Test
        void waits_for_the_first_authenticated_request() {
            assertGatewayError(server.post("default", CHAT, chat(MODEL)), 401, 2009, "Unauthorized");
            assertGatewayError(
                    server.post("default", CHAT, chat(MODEL), "cf-aig-authorization", "Bearer wrong"),
                    401,
                    2009,
                    "Unauthorized");
            assertThat(server.manage("GET", "/gateways/default", null).status()).isEqualTo(404);

            Answer first = server.post("default", CHAT, chat(MODEL), "cf-aig-authorization", "Bearer " + TOKEN);

            assertThat(first.status()).isEqualTo(200);
            JsonNode made =
                    server.manage("GET", "/gateways/default", null).body().path("result");
            assertThat(made.path("authentication").asBoolean()).isTrue();
            assertThat(made.path("collect_logs").asBoolean()).isTrue();
            assertThat(server.post("default", CHAT, chat(MODEL)).status()).isEqualTo(401);
            server.logOf("default", first);
        }

        @Test
        void takes_many_first_requests_at_once() {
            List<Integer> statuses = AtOnce.run(
                    8,
                    n -> server.post("default", CHAT, chat(MODEL), "cf-aig-authorization", TOKEN)
                            .status());

            assertThat(statuses).containsOnly(200);
            assertThat(server.manage("GET", "/gateways", null)
                            .body()
                            .path("result_info")
                            .path("total_count")
                            .asInt())
                    .isEqualTo(1);
        }

        @Test
        void makes_no_other_gateway() {
            assertGatewayError(
                    server.post("other", CHAT, chat(MODEL), "cf-aig-authorization", "Bearer " + TOKEN),
                    400,
                    2001,
                    "Please configure AI Gateway in the Cloudflare dashboard");
        }
    }

    @Nested
    class Logging {
        @Test
        void has_the_providers_usage_and_one_cost_whichever_way_a_request_went() {
            server.create("g");
            Answer plain = server.post("g", CHAT, chat(MODEL));
            Answer stream = server.post("g", CHAT, streamed(MODEL));
            Answer unified = server.post("g", "compat/chat/completions", chat("openai/" + MODEL));
            Answer unifiedStream = server.post("g", "compat/chat/completions", streamed("openai/" + MODEL));
            JsonNode usage = plain.body().path("usage");

            List<JsonNode> logs = Stream.of(plain, stream, unified, unifiedStream)
                    .map(answer -> server.logOf("g", answer))
                    .toList();

            assertThat(usage.path("prompt_tokens").asLong()).isPositive();
            assertThat(logs).allSatisfy(log -> {
                assertThat(log.path("tokens_in")).isEqualTo(usage.path("prompt_tokens"));
                assertThat(log.path("tokens_out")).isEqualTo(usage.path("completion_tokens"));
                assertThat(log.path("cost").decimalValue()).isPositive();
                assertThat(log.path("cost")).isEqualTo(logs.get(0).path("cost"));
                assertThat(log.path("provider").asText()).isEqualTo("openai");
                assertThat(log.path("model").asText()).isEqualTo(MODEL);
                assertThat(log.path("success").asBoolean()).isTrue();
                assertThat(log.path("outcome").asText()).isEqualTo("complete");
            });
            assertThat(logs)
                    .extracting(log -> log.path("request_type").asText())
                    .containsExactly("provider", "provider", "compat", "compat");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void keeps_both_bodies_byte_for_byte(boolean stream) {
            server.create("g");
            String sent = stream ? streamed(MODEL) : chat(MODEL);
            Answer answer = server.post("g", CHAT, sent);
            server.logOf("g", answer);

            String log = "/gateways/g/logs/" + answer.header("cf-aig-log-id");

            assertThat(server.manage("GET", log + "/request", null).text()).isEqualTo(sent);
            assertThat(server.manage("GET", log + "/response", null).text()).isEqualTo(answer.text());
        }

        @Test
        void has_the_errors_that_providers_answer() {
            server.create("g");

            Answer answer = server.post("g", CHAT, chat("fake-status-429"));

            assertThat(answer.status()).isEqualTo(429);
            JsonNode log = server.logOf("g", answer);
            assertThat(log.path("status_code").asInt()).isEqualTo(429);
            assertThat(log.path("success").asBoolean()).isFalse();
        }

        @Test
        void has_requests_that_got_no_answer() {
            server.create("g");

            Answer answer = server.post("g", CHAT, chat("fake-reset"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("internalCode").asInt()).isEqualTo(2005);
            assertThat(answer.body().path("message").asText()).isEqualTo("Failed to get response from provider");
            assertThat(answer.body().path("messages").path(0).path("message").asText())
                    .startsWith("the ");
            assertThat(server.logOf("g", answer).path("outcome").asText()).isEqualTo("truncated");
        }

        @Test
        void has_no_cost_where_the_provider_told_no_usage() {
            server.create("g");
            Answer whole = server.post("g", CHAT, chat(MODEL + "+fake-no-usage"));

            JsonNode log = server.logOf("g", whole);

            assertThat(log.path("tokens_in").isNull()).isTrue();
            assertThat(log.has("cost")).isFalse();
        }
    }

    @Nested
    class PassingThrough {
        @Test
        void lets_the_first_event_through_before_the_last_was_sent() {
            server.create("g");
            HttpResponse<Stream<String>> reply = server.send(
                    server.through("g", CHAT, streamed(MODEL + "+fake-stalled-stream")), BodyHandlers.ofLines());

            try (Stream<String> lines = reply.body()) {
                Iterator<String> events = lines.iterator();

                // The provider never sends the rest, so whoever waits for all of it waits here for ever.
                assertThat(events.next()).startsWith("data: {");
            }
        }

        @Test
        void takes_ten_megabytes_there_and_back_byte_for_byte() {
            server.create("g");
            byte[] sent = new byte[10 * 1024 * 1024];
            new Random(7).nextBytes(sent);

            Answer answer = server.send(server.request("/v1/" + ACCOUNT + "/g/openai/echo/x")
                    .header("content-type", "application/octet-stream")
                    .POST(BodyPublishers.ofByteArray(sent)));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo("application/octet-stream");
            assertThat(answer.http().body()).isEqualTo(sent);
            assertThat(server.logOf("g", answer).path("request_size").asLong()).isEqualTo(sent.length);
        }

        @Test
        void leaves_a_compressed_answer_compressed_and_meters_it() {
            server.create("g");

            Answer answer = server.post("g", "openai/gzip/chat/completions", chat(MODEL), "accept-encoding", "gzip");

            assertThat(answer.header("content-encoding")).isEqualTo("gzip");
            JsonNode plain = RunningServer.read(unzipped(answer.http().body()));
            assertThat(plain.path("model").asText()).isEqualTo(MODEL);
            JsonNode log = server.logOf("g", answer);
            assertThat(log.path("tokens_in")).isEqualTo(plain.path("usage").path("prompt_tokens"));
            assertThat(log.path("cost").decimalValue()).isPositive();
            assertThat(log.path("response_head").asText()).contains("chat.completion");
        }

        private static byte[] unzipped(byte[] bytes) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Test
        void passes_on_what_is_the_providers_business() {
            server.create("g");

            server.post(
                    "g",
                    "anthropic/v1/messages?beta=true",
                    chat("claude-haiku-4-5", ",\"max_tokens\":4"),
                    "anthropic-version",
                    "2023-06-01",
                    "x-api-key",
                    "key-of-the-provider");

            SeenRequest seen = PROVIDER.last();
            assertThat(seen.path()).isEqualTo("/v1/messages");
            assertThat(seen.query()).isEqualTo("beta=true");
            assertThat(seen.header("anthropic-version")).contains("2023-06-01");
            assertThat(seen.header("x-api-key")).contains("key-of-the-provider");
        }
    }

    @Nested
    class Refusing {
        @Test
        void knows_no_other_gateway() {
            assertGatewayError(
                    server.post("nosuch", CHAT, chat(MODEL)),
                    400,
                    2001,
                    "Please configure AI Gateway in the Cloudflare dashboard");
        }

        @Test
        void knows_no_other_provider() {
            server.create("g");

            assertGatewayError(server.post("g", "nosuch/chat", chat(MODEL)), 400, 2008, "Invalid provider");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/v1/",
                    "/v1/" + ACCOUNT,
                    "/v1/" + ACCOUNT + "//openai/chat/completions",
                    "/v1/" + ACCOUNT + "/g/openai/../../x",
                    "/v1/" + ACCOUNT + "/g/openai/%2e%2e/x",
                    "/v1/" + ACCOUNT + "/g/compat/nosuch"
                })
        void has_one_answer_for_broken_paths(String path) {
            server.create("g");
            long before = PROVIDER.get().requests();

            Answer answer = server.send(server.request(path).POST(BodyPublishers.ofString(chat(MODEL))));

            assertGatewayError(answer, 400, 2001, "Please configure AI Gateway in the Cloudflare dashboard");
            assertThat(PROVIDER.get().requests()).isEqualTo(before);
        }

        @Test
        void lets_nobody_in_without_a_token_where_one_is_asked_for() {
            server.manage("POST", "/gateways", RunningServer.json("guarded", true, true));
            long before = PROVIDER.get().requests();

            for (String header : List.of("cf-aig-authorization", "authorization")) {
                assertGatewayError(
                        server.post("guarded", CHAT, chat(MODEL), header, "Bearer wrong"), 401, 2009, "Unauthorized");
            }

            assertGatewayError(server.post("guarded", CHAT, chat(MODEL)), 401, 2009, "Unauthorized");
            assertThat(PROVIDER.get().requests()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(strings = {"no colon", "Content-Length: -1", "Content-Length: 1\r\nContent-Length: 2"})
        void answers_what_is_not_http_in_the_shape_of_the_place(String line) throws IOException {
            String dataPlane = raw("POST /v1/a/g/openai/x HTTP/1.1\r\nHost: x\r\n" + line + "\r\n\r\n");
            String management = raw("POST /client/v4/accounts HTTP/1.1\r\nHost: x\r\n" + line + "\r\n\r\n");

            assertThat(dataPlane).startsWith("HTTP/1.1 400 ").contains("\"error\":[", "\"name\":\"AiGatewayError\"");
            assertThat(management).startsWith("HTTP/1.1 400 ").contains("\"errors\":[");
        }

        @Test
        void takes_large_heads_and_refuses_huge_ones() {
            server.create("g");

            assertThat(server.post("g", CHAT + "?q=" + "x".repeat(15_000), chat(MODEL), "x-large", "y".repeat(60_000))
                            .status())
                    .isEqualTo(200);
            assertRefused(414, "GET /v1/a/g/openai/" + "x".repeat(17_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertRefused(431, "GET /v1/a/g/openai/x HTTP/1.1\r\nHost: x\r\nx: " + "y".repeat(70_000) + "\r\n\r\n");
        }

        /** A connection that is closed while bytes are still coming may take the answer with it, so more than one try is fair. */
        private void assertRefused(int status, String request) {
            Await.until(
                    "the status is " + status,
                    () -> rawOrNothing(request),
                    answer -> answer.matches("(?s)HTTP/1\\.[01] " + status + " .*"));
        }

        private String rawOrNothing(String request) {
            try {
                return raw(request);
            } catch (IOException reset) {
                return "";
            }
        }

        @Test
        void tells_a_caller_that_asks_first_to_go_on() throws IOException {
            String answer = raw("POST /v1/a/nosuch/openai/x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                    + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");

            assertThat(answer).startsWith("HTTP/1.1 100 Continue").contains("HTTP/1.1 400 ");
        }

        /** What comes back for these very bytes, until the server closes the connection. */
        private String raw(String request) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        @Test
        void answers_what_is_nobodys_path_as_the_management_api_does() {
            Answer answer = server.send(server.request("/nosuch"));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().path("errors").isEmpty()).isFalse();
        }
    }

    @Nested
    class KeepingTheToken {
        @ParameterizedTest
        @CsvSource({
            "cf-aig-authorization, 'Bearer '",
            "cf-aig-authorization, ''",
            "authorization, 'Bearer '",
            "x-api-key, ''",
            "x-goog-api-key, ''",
            "api-key, ''",
            "xi-api-key, ''"
        })
        void takes_it_in_a_header_and_passes_it_on_nowhere(String header, String scheme) {
            server.manage("POST", "/gateways", RunningServer.json("guarded", true, true));

            Answer answer = server.post("guarded", CHAT, chat(MODEL), header, scheme + TOKEN, "openai-beta", "on");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(PROVIDER.last().header("openai-beta")).contains("on");
            assertThat(PROVIDER.last().toString()).doesNotContain(TOKEN);
            assertThat(server.logOf("guarded", answer).path("authentication").asBoolean())
                    .isTrue();
        }

        @Test
        void takes_it_in_the_query_and_passes_it_on_nowhere() {
            server.manage("POST", "/gateways", RunningServer.json("guarded", true, true));

            Answer answer = server.post("guarded", CHAT + "?alt=sse&key=" + TOKEN + "&x=1", chat(MODEL));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(PROVIDER.last().query()).isEqualTo("alt=sse&x=1");
            assertThat(PROVIDER.last().toString()).doesNotContain(TOKEN);
        }

        @Test
        void passes_on_the_providers_key_beside_it_and_no_header_of_ours() {
            server.manage("POST", "/gateways", RunningServer.json("guarded", true, true));

            server.post(
                    "guarded",
                    CHAT,
                    chat(MODEL),
                    "cf-aig-authorization",
                    "Bearer " + TOKEN,
                    "authorization",
                    "Bearer key-of-the-provider",
                    "cf-aig-metadata",
                    "{\"team\":\"water\"}",
                    "cf-aig-event-id",
                    "event-1",
                    "cf-aig-collect-log",
                    "true",
                    "cf-aig-nobody-knows-this",
                    "x",
                    "cf-connecting-ip",
                    "10.0.0.1");

            SeenRequest seen = PROVIDER.last();
            assertThat(seen.header("authorization")).contains("Bearer key-of-the-provider");
            assertThat(seen.headers().keySet()).noneMatch(name -> name.startsWith("cf-"));
            assertThat(seen.toString()).doesNotContain(TOKEN);
        }
    }

    @Nested
    class Leaving {
        @ParameterizedTest
        @ValueSource(strings = {MODEL + "+fake-stalled-stream", MODEL + "+fake-hang"})
        void tells_the_provider_when_the_caller_of_a_stream_left(String model) {
            assertAbandoned(streamed(model));
        }

        @Test
        void tells_the_provider_when_the_caller_of_a_whole_answer_left() {
            assertAbandoned(chat(MODEL + "+fake-hang"));
        }

        private void assertAbandoned(String body) {
            server.create("g");
            long before = PROVIDER.get().abortedResponses();
            long arrived = PROVIDER.get().requests();
            CompletableFuture<HttpResponse<byte[]>> call =
                    server.client().sendAsync(server.through("g", CHAT, body).build(), BodyHandlers.ofByteArray());
            Await.until("the provider is asked", () -> PROVIDER.get().requests() > arrived);

            call.cancel(true);

            Await.until("the provider hears of it", () -> PROVIDER.get().abortedResponses() == before + 1);
            JsonNode logs = Await.until(
                    "the log is written",
                    () -> server.manage("GET", "/gateways/g/logs", null).body().path("result"),
                    found -> found.size() == 1);
            assertThat(logs.get(0).path("outcome").asText()).isEqualTo("cancelled");
        }
    }
}
