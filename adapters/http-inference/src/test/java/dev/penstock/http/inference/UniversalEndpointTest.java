package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.fakeprovider.SeenRequest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of steps, from a caller's socket to providers and back (data plane endpoints, section 4). */
class UniversalEndpointTest {
    private static final String GATEWAY = Door.BASE;
    private static final String LOCKED = "/v1/" + SampleGateways.ACCOUNT + "/locked";
    private static final String PATIENT = "/v1/" + SampleGateways.ACCOUNT + "/patient";

    private final Door door = new Door();

    @AfterEach
    void close() {
        door.close();
    }

    private static String chat(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"how deep\"}]}";
    }

    private static String stepTo(String model, String... more) {
        return step("openai", "chat/completions", chat(model), more);
    }

    private static String step(String provider, String endpoint, String query, String... more) {
        String others = more.length == 0 ? "" : "," + String.join(",", more);
        return "{\"provider\":\"%s\",\"endpoint\":\"%s\",\"query\":%s%s}".formatted(provider, endpoint, query, others);
    }

    private static String list(String... steps) {
        return "[" + String.join(",", steps) + "]";
    }

    private List<SeenRequest> seen() {
        return door.provider().lastRequests();
    }

    private static void isRefused(Answer answer, String hint) {
        assertThat(answer.text()).contains("\"code\":2019").contains("\"messages\":[{\"message\":\"" + hint + "\"}]");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Nested
    class A_body {
        @ParameterizedTest
        @ValueSource(strings = {"", "/"})
        void may_be_a_list_of_steps(String slash) throws IOException {
            Answer answer = door.post(GATEWAY + slash, list(stepTo("gpt-4o")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("cf-aig-step")).isEqualTo("0");
            assertThat(answer.text()).contains("\"gpt-4o\"");
        }

        @Test
        void may_be_a_single_step() throws IOException {
            assertThat(door.post(GATEWAY, stepTo("gpt-4o")).status()).isEqualTo(200);
        }

        @Test
        void reaches_providers_as_it_was_written() throws IOException {
            String query = "{ \"model\" : \"gpt-4o\",\t\"x\":1.0e2, \"messages\":[{\"content\":\"\\u0041 \\\"]}\"}] }";

            door.post(GATEWAY, "[ " + step("openai", "chat/completions", query) + " ]");

            assertThat(seen().getLast().bodyStart()).isEqualTo(query);
            assertThat(seen().getLast().header("content-type")).contains("application/json");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'' | the body must be a JSON list of steps",
                    "7 | the body must be a JSON list of steps",
                    "[] | there is no step",
                    "[7] | [0] must be an object",
                    "nonsense | the body is not readable JSON",
                    "[{} | [0].query must be an object; the body is not readable JSON",
                })
        void is_refused_when_it_holds_no_steps(String body, String hint) throws IOException {
            Answer answer = door.post(GATEWAY, body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("\"code\":2019").contains(hint);
            assertThat(seen()).isEmpty();
        }

        @Test
        void is_refused_with_every_fault_named() throws IOException {
            String body = list(
                    "{\"provider\":7,\"endpoint\":\"x\",\"query\":{}}",
                    "{\"provider\":\"openai\",\"query\":[]}",
                    step("compat", "embeddings", "{}"),
                    step("openai", "../x", "{}"),
                    step("openai", "a b", "{}"),
                    step("openai", "x", "{}", "\"headers\":[]", "\"config\":1"),
                    step("openai", "x", "{}", "\"headers\":{\"a b\":\"c\"}"),
                    step("openai", "x", "{}", "\"headers\":{\"a\":\"b\\r\\nc\"}"));

            isRefused(
                    door.post(GATEWAY, body),
                    "[0].provider must be a text; [1].endpoint must be a text; [1].query must be an object;"
                            + " [2].endpoint leads nowhere; [3].endpoint leads nowhere; [4].endpoint leads nowhere;"
                            + " [5].headers must be an object; [5].config must be an object;"
                            + " [6].headers holds what cannot be a header; [7].headers holds what cannot be a header");
        }

        @Test
        void with_faults_is_looked_at_after_the_gateway_and_the_caller() throws IOException {
            assertThat(door.post("/v1/" + SampleGateways.ACCOUNT + "/missing", "[]")
                            .text())
                    .contains("\"code\":2001");
            assertThat(door.post(LOCKED, "[]").text()).contains("\"code\":2009");
            assertThat(door.entries()).isEmpty();
        }

        @Test
        void with_faults_is_written_down() throws IOException {
            Answer answer = door.post(GATEWAY, "[]");

            LogEntry entry = door.entries().getFirst();
            assertThat(entry.key().id()).hasToString(answer.header("cf-aig-log-id"));
            assertThat(entry.outcome().status()).isEqualTo(400);
            assertThat(entry.outcome().cause()).isEqualTo("there is no step");
        }

        @Test
        void holds_a_hundred_steps_and_no_more() throws IOException {
            String most = IntStream.range(0, 100)
                    .mapToObj(i -> step("openai", "x", "{}"))
                    .collect(Collectors.joining(",", "[", "]"));

            assertThat(door.post(GATEWAY, most).header("cf-aig-step")).isEqualTo("99");
            isRefused(
                    door.post(GATEWAY, "[" + step("openai", "x", "{}") + "," + most.substring(1)),
                    "at most 100 steps are taken");
        }

        @Test
        void is_too_large_at_some_point() throws IOException {
            String filler = "x".repeat(Door.LIMITS.unified());

            Answer answer = door.post(GATEWAY, list(step("openai", "x", "{\"a\":\"" + filler + "\"}")));

            assertThat(answer.status()).isEqualTo(413);
            Door.await(() -> door.heldBytes() == 0);
        }

        @Test
        void goes_only_with_post() throws IOException {
            Answer answer = door.send(Door.request("PUT", GATEWAY, list(stepTo("gpt-4o"))));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("\"code\":2001");
        }
    }

    @Nested
    class A_step {
        @Test
        void goes_to_a_providers_own_api() throws IOException {
            String query =
                    "{\"model\":\"claude\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

            Answer answer = door.post(GATEWAY, list(step("anthropic", "v1/messages", query)));

            assertThat(seen().getLast().path()).isEqualTo("/v1/messages");
            assertThat(answer.text()).contains("\"type\":\"message\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"chat/completions", "chat/completion", "/chat/completions"})
        void goes_to_the_unified_api(String endpoint) throws IOException {
            Answer answer = door.post(GATEWAY, list(step("compat", endpoint, chat("groq/llama-3"))));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(seen().getLast().path()).isEqualTo("/chat/completions");
            assertThat(seen().getLast().bodyStart()).isEqualTo(chat("llama-3"));
        }

        @Test
        void takes_a_query_along() throws IOException {
            door.post(GATEWAY, list(step("openai", "chat/completions?a=1&b=c%20d", chat("gpt-4o"))));

            assertThat(seen().getLast().query()).isEqualTo("a=1&b=c%20d");
        }

        @Test
        void brings_its_own_headers_and_none_of_the_requests() throws IOException {
            String headers = "\"headers\":{\"authorization\":\"Bearer sk-step\",\"x-number\":7,\"x-flag\":true,"
                    + "\"x-null\":null,\"cf-aig-skip-cache\":true}";

            door.post(
                    GATEWAY,
                    list(stepTo("gpt-4o", headers)),
                    "Authorization: Bearer sk-http",
                    "X-Http: 1",
                    "Accept-Encoding: gzip");

            SeenRequest seen = seen().getLast();
            assertThat(seen.header("authorization")).contains("Bearer sk-step");
            assertThat(seen.header("x-number")).contains("7");
            assertThat(seen.header("x-flag")).contains("true");
            assertThat(seen.headers()).doesNotContainKeys("x-null", "x-http", "cf-aig-skip-cache");
        }

        @Test
        void may_name_its_key_in_the_older_way() throws IOException {
            door.post(GATEWAY, list(stepTo("gpt-4o", "\"authorization\":\"Bearer sk-old\"")));

            assertThat(seen().getLast().header("authorization")).contains("Bearer sk-old");
        }

        @Test
        void keeps_a_gateway_token_out_of_the_providers_sight() throws IOException {
            String token = "\"headers\":{\"authorization\":\"Bearer " + Door.TOKEN + "\",\"cf-aig-authorization\":\""
                    + Door.TOKEN + "\"}";

            door.post(GATEWAY, list(stepTo("gpt-4o", token)));

            assertThat(seen().getLast().headers().toString()).doesNotContain(Door.TOKEN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"authorization", "cf-aig-authorization"})
        void lets_nobody_in_by_its_own_headers(String header) throws IOException {
            String token = "\"headers\":{\"" + header + "\":\"Bearer " + Door.TOKEN + "\"}";

            Answer answer = door.post(LOCKED, list(stepTo("gpt-4o", token)));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(seen()).isEmpty();
        }

        @Test
        void is_let_in_by_the_requests_headers() throws IOException {
            assertThat(door.post(LOCKED, list(stepTo("gpt-4o")), "cf-aig-authorization: Bearer " + Door.TOKEN)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class The_next_step {
        @ParameterizedTest
        @ValueSource(strings = {"fake-status-400", "fake-status-429", "fake-status-500", "fake-reset"})
        void is_tried_when_one_fails(String model) throws IOException {
            Answer answer = door.post(GATEWAY, list(stepTo(model), stepTo("gpt-4o")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("cf-aig-step")).isEqualTo("1");
            assertThat(seen().getLast().bodyStart()).contains("gpt-4o");
        }

        @ParameterizedTest
        @CsvSource({"mistral, v1/chat/completions", "nobody, chat/completions", "compat, chat/completions"})
        void is_tried_when_nobody_can_be_asked(String provider, String endpoint) throws IOException {
            Answer answer = door.post(GATEWAY, list(step(provider, endpoint, chat("gpt-4o")), stepTo("gpt-4o")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("cf-aig-step")).isEqualTo("1");
        }

        @Test
        void is_tried_when_the_answer_takes_longer_than_the_step_allows() throws IOException {
            Answer answer = door.post(
                    GATEWAY, list(stepTo("fake-hang", "\"config\":{\"requestTimeout\":50}"), stepTo("gpt-4o")));

            assertThat(answer.header("cf-aig-step")).isEqualTo("1");
        }

        @Test
        void is_tried_when_the_answer_takes_longer_than_the_request_allows() throws IOException {
            Answer answer =
                    door.post(GATEWAY, list(stepTo("fake-hang"), stepTo("gpt-4o")), "cf-aig-request-timeout: 100");

            assertThat(answer.header("cf-aig-step")).isEqualTo("1");
        }

        @Test
        void is_not_tried_when_one_answers() throws IOException {
            Answer answer = door.post(GATEWAY, list(stepTo("gpt-4o"), stepTo("gpt-4.1")));

            assertThat(answer.header("cf-aig-step")).isEqualTo("0");
            assertThat(seen()).hasSize(1);
        }

        @Test
        void streams_as_any_other() throws IOException {
            String streamed = "{\"stream\":true," + chat("gpt-4o").substring(1);

            Answer answer =
                    door.post(GATEWAY, list(stepTo("fake-status-500"), step("openai", "chat/completions", streamed)));

            assertThat(answer.header("content-type")).startsWith("text/event-stream");
            assertThat(answer.text()).endsWith("data: [DONE]\n\n");
            assertThat(answer.header("cf-aig-step")).isEqualTo("1");
        }
    }

    @Nested
    class The_last_step {
        @Test
        void answers_as_it_answers_though_it_fails() throws IOException {
            Answer answer = door.post(GATEWAY, list(stepTo("fake-status-500"), stepTo("fake-status-418")));

            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.header("cf-aig-step")).isEqualTo("1");
            assertThat(answer.text()).contains("\"error\"").doesNotContain("AiGatewayError");
        }

        @Test
        void is_named_when_it_does_not_answer_at_all() throws IOException {
            Answer answer = door.post(
                    GATEWAY, list(stepTo("fake-status-500"), step("mistral", "v1/chat/completions", chat("x"))));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("\"code\":2005");
            assertThat(answer.header("cf-aig-step")).isEqualTo("1");
            assertThat(answer.header("cf-aig-log-id")).isNotEmpty();
        }
    }

    @Nested
    class What_a_step_asks_for {
        private int callsWith(String path, String more, String... headers) throws IOException {
            String asked = more.isEmpty() ? stepTo("fake-status-500") : stepTo("fake-status-500", more);
            door.post(path, list(asked, stepTo("gpt-4o")), headers);
            return seen().size() - 1;
        }

        @Test
        void is_the_gateways_setting_when_nobody_says_anything() throws IOException {
            assertThat(callsWith(PATIENT, "")).isEqualTo(3);
        }

        @Test
        void is_the_headers_of_the_request_over_the_gateways_setting() throws IOException {
            assertThat(callsWith(PATIENT, "", "cf-aig-max-attempts: 1")).isEqualTo(2);
        }

        @Test
        void is_its_config_over_the_headers_of_the_request() throws IOException {
            assertThat(callsWith(PATIENT, "\"config\":{\"maxAttempts\":3}", "cf-aig-max-attempts: 1"))
                    .isEqualTo(4);
        }

        @Test
        void is_its_headers_over_the_headers_of_the_request() throws IOException {
            assertThat(callsWith(PATIENT, "\"headers\":{\"cf-aig-max-attempts\":3}", "cf-aig-max-attempts: 1"))
                    .isEqualTo(4);
        }

        @Test
        void is_retried_before_the_next_step_is_tried() throws IOException {
            String patience = "\"config\":{\"maxAttempts\":2,\"retryDelay\":1,\"backoff\":\"exponential\"}";

            Answer answer = door.post(GATEWAY, list(stepTo("fake-status-500-first-2", patience), stepTo("gpt-4o")));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("cf-aig-step")).isEqualTo("0");
            assertThat(seen()).hasSize(3);
        }

        @Test
        void is_ignored_where_it_cannot_be_read() throws IOException {
            assertThat(callsWith(PATIENT, "\"config\":{\"maxAttempts\":\"many\",\"retryDelay\":-1,\"other\":{}}"))
                    .isEqualTo(3);
        }
    }

    @Nested
    class The_log {
        @Test
        void tells_of_each_attempt_with_its_cause_and_its_step_under_one_event() throws IOException {
            Answer answer = door.post(
                    PATIENT,
                    list(
                            stepTo("fake-status-500"),
                            step("mistral", "v1/chat/completions", chat("x"), "\"config\":{\"maxAttempts\":1}"),
                            stepTo("gpt-4o")),
                    "cf-aig-event-id: trip-7");

            List<LogEntry> entries = door.entries();
            assertThat(entries).extracting(entry -> entry.call().step()).containsExactly(0, 0, 0, 1, 1, 2);
            assertThat(entries)
                    .extracting(entry -> entry.outcome().status())
                    .containsExactly(500, 500, 500, 400, 400, 200);
            assertThat(entries).extracting(entry -> entry.caller().eventId()).containsOnly("trip-7");
            assertThat(entries.get(3).outcome().cause()).isNotNull();
            assertThat(entries).extracting(entry -> entry.key().id()).doesNotHaveDuplicates();
            assertThat(answer.header("cf-aig-log-id"))
                    .isEqualTo(entries.getLast().key().id().toString());
        }

        @Test
        void calls_a_step_that_took_too_long_408() throws IOException {
            door.post(GATEWAY, list(stepTo("fake-hang", "\"config\":{\"requestTimeout\":50}"), stepTo("gpt-4o")));

            assertThat(door.entries())
                    .extracting(entry -> entry.outcome().status())
                    .containsExactly(408, 200);
        }

        @Test
        void gives_every_attempt_the_same_event_when_the_caller_names_none() throws IOException {
            Answer answer = door.post(GATEWAY, list(stepTo("fake-status-500"), stepTo("gpt-4o")));

            assertThat(door.entries())
                    .extracting(entry -> entry.caller().eventId())
                    .containsOnly(answer.header("cf-aig-event-id"));
        }
    }
}
