package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static dev.penstock.bootstrap.Traffic.assertError;
import static dev.penstock.bootstrap.Traffic.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bootstrap.RunningServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How patient a whole server is with providers, by the wish of step, request and gateway. */
class TimeoutsAndRetriesTest {
    private static final String MODEL = "gpt-4o-mini";
    private static final String AT_ONCE = "\"retry_delay\":0";
    private static final AtomicInteger NAMES = new AtomicInteger();

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @SuppressWarnings("NullAway.Init") // JUnit starts it before the first test
    private static RunningServer server;

    private long before;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = RunningServer.in(folder, PROVIDER);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void count() {
        before = PROVIDER.get().requests();
    }

    private long calls() {
        return PROVIDER.get().requests() - before;
    }

    /** A model of a name that no other request has, so that its first calls fail in every test. */
    private static String model(String fault) {
        return "m" + NAMES.incrementAndGet() + "+" + fault;
    }

    private static String chatStep(String model, String config) {
        return "[" + step("openai", "chat/completions", chat(model), ",\"config\":{" + config + "}") + "]";
    }

    private static long gap(List<JsonNode> logs, int retry) {
        return Duration.between(begun(logs.get(retry - 1)), begun(logs.get(retry)))
                .toMillis();
    }

    private static Instant begun(JsonNode log) {
        return Instant.parse(log.path("created_at").asText());
    }

    @Nested
    class Attempts {
        @Test
        void are_as_many_as_the_gateway_says() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":2," + AT_ONCE);

            Answer answer = traffic.post(CHAT, chat("fake-status-500"));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(calls()).isEqualTo(3);
        }

        @Test
        void are_as_many_as_the_header_says_whatever_the_gateway_says() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":4," + AT_ONCE);

            traffic.post(CHAT, chat("fake-status-500"), "cf-aig-max-attempts", "1");

            assertThat(calls()).isEqualTo(2);
        }

        @Test
        void are_as_many_as_the_step_says_whatever_the_header_says() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":4," + AT_ONCE);

            traffic.post("", chatStep("fake-status-500", "\"maxAttempts\":2"), "cf-aig-max-attempts", "3");

            assertThat(calls()).isEqualTo(3);
        }

        @Test
        void are_one_where_nobody_says_more() {
            Traffic traffic = Traffic.through(server, "");

            traffic.post(CHAT, chat("fake-status-500"));

            assertThat(calls()).isEqualTo(1);
        }

        @ParameterizedTest
        @CsvSource({"400, 1", "401, 1", "404, 1", "422, 1", "408, 2", "409, 2", "429, 2", "500, 2", "503, 2"})
        void follow_only_errors_that_may_pass(int status, int calls) {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":1," + AT_ONCE);

            Answer answer = traffic.post(CHAT, chat("fake-status-" + status));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(calls()).isEqualTo(calls);
        }

        @Test
        void leave_a_row_each_with_its_cause_and_the_answering_one_is_named() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":3," + AT_ONCE);

            Answer answer = traffic.post(CHAT, chat(model("fake-status-503-first-2")), "cf-aig-event-id", "event-7");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("cf-aig-event-id")).isEqualTo("event-7");
            List<JsonNode> logs = traffic.logs(3);
            assertThat(logs).extracting(log -> log.path("status_code").asInt()).containsExactly(503, 503, 200);
            assertThat(logs).extracting(log -> log.path("event_id").asText()).containsOnly("event-7");
            assertThat(logs).extracting(log -> log.path("step").asInt()).containsOnly(0);
            assertThat(logs).extracting(log -> log.path("id").asText()).doesNotHaveDuplicates();
            assertThat(logs.get(2).path("id").asText()).isEqualTo(answer.header("cf-aig-log-id"));
            assertThat(logs.subList(0, 2)).allSatisfy(log -> {
                assertThat(log.path("success").asBoolean(true)).isFalse();
                assertThat(server.log(traffic.gateway(), log.path("id").asText())
                                .path("response_head")
                                .asText())
                        .contains("503");
            });
        }

        @Test
        void follow_a_connection_that_breaks_and_say_so() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":3," + AT_ONCE);

            Answer answer = traffic.post(CHAT, chat(model("fake-reset-first-1")));

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            List<JsonNode> logs = traffic.logs(2);
            assertThat(logs.get(0).path("outcome").asText()).isEqualTo("truncated");
            assertThat(logs.get(0).path("cause").asText()).isNotEmpty();
            assertThat(logs.get(1).path("id").asText()).isEqualTo(answer.header("cf-aig-log-id"));
            assertThat(logs)
                    .extracting(log -> log.path("event_id").asText())
                    .containsOnly(answer.header("cf-aig-event-id"));
        }

        @Test
        void come_before_a_stream_begins() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":3," + AT_ONCE);

            Answer answer = traffic.post(CHAT, streamed(model("fake-status-500-first-1")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).endsWith("data: [DONE]\n\n");
            assertThat(calls()).isEqualTo(2);
        }

        @Test
        void end_before_the_next_step_begins() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":2," + AT_ONCE);
            String steps = "[" + step("openai", "chat/completions", chat("fake-status-500"), "") + ","
                    + step("openai", "chat/completions", chat(MODEL), "") + "]";

            Answer answer = traffic.post("", steps);

            assertThat(answer.header("cf-aig-step")).isEqualTo("1");
            assertThat(traffic.logs(4))
                    .extracting(log -> log.path("step").asInt() + " "
                            + log.path("status_code").asInt())
                    .containsExactly("0 500", "0 500", "0 500", "1 200");
        }
    }

    @Nested
    class Pauses {
        @Test
        void are_as_long_as_the_header_says_whatever_the_gateway_says() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":1,\"retry_delay\":60000");

            traffic.post(CHAT, chat("fake-status-500"), "cf-aig-retry-delay", "150");

            assertThat(gap(traffic.logs(2), 1)).isBetween(150L, 20_000L);
        }

        @Test
        void are_as_long_as_the_step_says_whatever_the_header_says() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":1,\"retry_delay\":60000");

            traffic.post("", chatStep("fake-status-500", "\"retryDelay\":150"), "cf-aig-retry-delay", "50000");

            assertThat(gap(traffic.logs(2), 1)).isBetween(150L, 20_000L);
        }

        @ParameterizedTest
        @CsvSource({"constant, 1, 1, 1", "linear, 1, 2, 3", "exponential, 1, 2, 4"})
        void grow_as_the_gateway_says(String backoff, int first, int second, int third) {
            Traffic traffic = Traffic.through(server, """
                    "retry_max_attempts":3,"retry_delay":100,"retry_backoff":"%s\"""".formatted(backoff));

            traffic.post(CHAT, chat("fake-status-500"));

            List<JsonNode> logs = traffic.logs(4);
            assertThat(gap(logs, 1)).isGreaterThanOrEqualTo(100L * first);
            assertThat(gap(logs, 2)).isGreaterThanOrEqualTo(100L * second);
            assertThat(gap(logs, 3)).isGreaterThanOrEqualTo(100L * third);
        }

        @Test
        void grow_as_the_header_says_whatever_the_gateway_says() {
            Traffic traffic = Traffic.through(
                    server, "\"retry_max_attempts\":5,\"retry_delay\":100,\"retry_backoff\":\"exponential\"");

            traffic.post(CHAT, chat("fake-status-500"), "cf-aig-backoff", "constant");

            assertThat(gap(traffic.logs(6), 5)).isBetween(100L, 1_600L);
        }

        @Test
        void grow_as_the_step_says_whatever_the_header_says() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":5,\"retry_delay\":100");

            traffic.post("", chatStep("fake-status-500", "\"backoff\":\"constant\""), "cf-aig-backoff", "exponential");

            assertThat(gap(traffic.logs(6), 5)).isBetween(100L, 1_600L);
        }

        @Test
        void are_as_long_as_the_provider_asks_for() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":1," + AT_ONCE);

            Answer answer = traffic.post(CHAT, chat(model("fake-status-429-after-1-first-1")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(gap(traffic.logs(2), 1)).isGreaterThanOrEqualTo(1000);
        }

        @Test
        void are_none_where_the_provider_asks_for_more_patience_than_there_is() {
            Traffic traffic = Traffic.through(server, "\"retry_max_attempts\":1," + AT_ONCE);

            Answer answer = traffic.post(CHAT, chat("fake-status-429-after-600"));

            assertThat(answer.status()).isEqualTo(429);
            assertThat(calls()).isEqualTo(1);
        }
    }

    @Nested
    class A_time_limit {
        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void is_a_missing_answer_to_the_caller_and_408_in_the_log(boolean stream) {
            Traffic traffic = Traffic.through(server, "");
            String model = MODEL + "+fake-hang";

            Answer answer = traffic.post(CHAT, stream ? streamed(model) : chat(model), "cf-aig-request-timeout", "150");

            assertError(answer, 400, 2005);
            assertThat(answer.body().path("message").asText()).isEqualTo("Failed to get response from provider");
            JsonNode log = traffic.log(answer);
            assertThat(log.path("status_code").asInt()).isEqualTo(408);
            assertThat(log.path("duration").asLong()).isGreaterThanOrEqualTo(150);
            assertThat(log.path("cause").asText()).contains("150 ms");
            traffic.logs(1);
            assertThat(calls()).isEqualTo(1);
        }

        @Test
        void does_not_hold_once_the_answer_has_begun() {
            Traffic traffic = Traffic.through(server, "");

            Answer answer = traffic.post(CHAT, streamed(MODEL + "+fake-slow-stream"), "cf-aig-request-timeout", "400");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).endsWith("data: [DONE]\n\n");
            assertThat(traffic.log(answer).path("duration").asLong()).isGreaterThan(400);
        }

        @Test
        void of_the_header_holds_for_each_step_and_leads_on() {
            Traffic traffic = Traffic.through(server, "");
            String steps = "[" + step("openai", "chat/completions", chat(MODEL + "+fake-hang"), "") + ","
                    + step("openai", "chat/completions", chat(MODEL), "") + "]";

            Answer answer = traffic.post("", steps, "cf-aig-request-timeout", "1500");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("cf-aig-step")).isEqualTo("1");
            assertThat(traffic.logs(2))
                    .extracting(log -> log.path("status_code").asInt())
                    .containsExactly(408, 200);
        }

        @Test
        void of_the_step_comes_before_that_of_the_header() {
            Traffic traffic = Traffic.through(server, "");
            String steps = chatStep(MODEL + "+fake-latency-300", "\"requestTimeout\":20000");

            assertThat(traffic.post("", steps, "cf-aig-request-timeout", "100").status())
                    .isEqualTo(200);
        }
    }
}
