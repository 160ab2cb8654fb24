package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.port.FakeProviderClient;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.fakeprovider.SeenRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which models are named by their authors, from a caller's socket to the provider. */
class RunEndpointTest {
    private static final String ACCOUNT = "/client/v4/accounts/" + SampleGateways.ACCOUNT;
    private static final String REST = ACCOUNT + "/ai";
    private static final String CHAT = REST + "/v1/chat/completions";
    private static final String RUN = REST + "/run";
    private static final String AUTH = "Authorization: Bearer " + Door.TOKEN;
    private static final String GW = "cf-aig-gateway-id: gw";
    private static final String HELLO = "\"messages\":[{\"role\":\"user\",\"content\":\"how deep\"}]";

    private final FakeProviderClient provider = new FakeProviderClient();
    private final Door door = new Door(provider);

    @AfterEach
    void close() {
        door.close();
    }

    private static String chat(String model) {
        return "{\"model\":\"" + model + "\"," + HELLO + "}";
    }

    private static String run(String model, String input) {
        return "{\"model\":\"" + model + "\",\"input\":" + input + "}";
    }

    private static String error(int code, String message) {
        return "{\"success\":false,\"errors\":[{\"code\":%d,\"message\":\"%s\"}],\"messages\":[],\"result\":null}"
                .formatted(code, message);
    }

    private static void isError(Answer answer, int status, int code, String message) {
        assertThat(answer.text()).isEqualTo(error(code, message));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("cf-aig-request-id")).isNotEmpty();
    }

    private static String sent(Call call) {
        return call.body() instanceof Body.Whole whole
                ? StandardCharsets.UTF_8.decode(whole.bytes()).toString()
                : "a stream";
    }

    private static String url(Call call) {
        return call.address().upstream().path();
    }

    @Nested
    class The_caller {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "X-Nothing: 1",
                    "Authorization: Bearer wrong",
                    "Authorization: Basic eDp5",
                    "cf-aig-authorization: " + Door.TOKEN
                })
        void is_asked_for_a_token_though_the_gateway_is_open(String header) throws IOException {
            isError(door.post(CHAT, chat("openai/gpt-4o"), GW, header), 401, 10000, "Authentication error");

            assertThat(provider.calls()).isEmpty();
        }

        @Test
        void is_known_by_its_token_which_goes_no_further_and_neither_does_any_other_key() throws IOException {
            provider.replies(200, "{}");

            Answer answer = door.post(
                    CHAT, chat("openai/gpt-4o"), GW, AUTH, "x-api-key: sk-1", "x-goog-api-key: sk-2", "api-key: sk-3");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(provider.call().headers().lines().toString())
                    .doesNotContain("sk-")
                    .doesNotContain(Door.TOKEN);
            assertThat(door.entries().getFirst().caller().authenticated()).isTrue();
        }

        @Test
        void may_show_it_where_anthropics_sdk_has_a_place_for_it() throws IOException {
            provider.replies(200, "{}");

            assertThat(door.post(REST + "/v1/messages", chat("openai/gpt-4o"), GW, "x-api-key: " + Door.TOKEN)
                            .status())
                    .isEqualTo(200);
            assertThat(provider.call().headers().get("x-api-key")).isNull();
        }

        @Test
        void makes_the_default_gateway_with_its_first_request() throws IOException {
            provider.replies(200, "{}");

            door.post(CHAT, chat("openai/gpt-4o"), AUTH);

            assertThat(door.entries().getFirst().key().gateway()).isEqualTo(SampleGateways.address("default"));
        }

        @Test
        void makes_no_gateway_without_a_token() throws IOException {
            isError(door.post(CHAT, chat("openai/gpt-4o")), 401, 10000, "Authentication error");
        }

        @ParameterizedTest
        @ValueSource(strings = {"missing", "G.W", "../gw"})
        void hears_of_a_gateway_that_is_not_there(String gateway) throws IOException {
            isError(
                    door.post(CHAT, chat("openai/gpt-4o"), AUTH, "cf-aig-gateway-id: " + gateway),
                    400,
                    2001,
                    "Please configure AI Gateway in the Cloudflare dashboard");
        }
    }

    @Nested
    class The_model {
        @ParameterizedTest
        @CsvSource({
            "openai/gpt-4o, openai, gpt-4o",
            "google/gemini-2.5-flash, google-ai-studio, gemini-2.5-flash",
            "google-ai-studio/gemini-2.5-flash, google-ai-studio, gemini-2.5-flash",
            "xai/grok-4, grok, grok-4",
            "grok/grok-4, grok, grok-4",
            "groq/meta/llama, groq, meta/llama",
            "deepseek/deepseek-chat, deepseek, deepseek-chat",
            "@cf/meta/llama, workers-ai, @cf/meta/llama",
            "workers-ai/@cf/meta/llama, workers-ai, @cf/meta/llama",
            "custom-mine/own-1, custom-mine, own-1",
        })
        void is_known_by_its_author_and_by_our_own_prefix(String asked, String slug, String model) throws IOException {
            provider.replies(200, "{}");

            Answer answer = door.post(CHAT, chat(asked), GW, AUTH);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(provider.call().provider().id()).isEqualTo(new ProviderId(slug));
            assertThat(sent(provider.call())).isEqualTo(chat(model));
            assertThat(answer.header("cf-aig-provider")).isEqualTo(slug);
            assertThat(answer.header("cf-aig-model")).isEqualTo(model);
        }

        @ParameterizedTest
        @ValueSource(strings = {"nobody/x", "gpt-4o", "openai/", "/x", "replicate/x"})
        void is_not_found_when_nobody_has_it(String model) throws IOException {
            isError(door.post(CHAT, chat(model), GW, AUTH), 404, 7003, "Model not found: " + model);

            assertThat(door.entries().getFirst().outcome().status()).isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "[]", "not json", "{\"model\":7}"})
        void must_be_named(String body) throws IOException {
            isError(
                    door.post(CHAT, body, GW, AUTH),
                    400,
                    7003,
                    "Model execution failed (User Input Error): model must be written as author/model");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/v1/chat/completions", "/run", "/run/@cf/meta/llama"})
        void of_workers_ai_wants_its_gateway_named(String path) throws IOException {
            String body = path.equals("/run") ? run("@cf/meta/llama", "{\"prompt\":\"hi\"}") : chat("@cf/meta/llama");

            isError(
                    door.post(REST + path, body, AUTH),
                    400,
                    7003,
                    "Model execution failed (User Input Error): the header cf-aig-gateway-id must name the gateway"
                            + " for a model of Workers AI");
        }

        @Test
        void must_be_named_once() throws IOException {
            isError(
                    door.post(CHAT, "{\"model\":\"openai/gpt-4o\",\"model\":\"openai/o3\",\"messages\":[]}", GW, AUTH),
                    400,
                    7003,
                    "Model execution failed (User Input Error): model must stand there once");

            assertThat(provider.calls()).isEmpty();
        }

        @Test
        void is_not_known_by_its_author_below_a_gateway() throws IOException {
            Answer answer = door.post(Door.BASE + "/compat/chat/completions", chat("google/gemini-2.5-flash"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("\"code\":2008");
        }
    }

    @Nested
    class The_path {
        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "/ai/v1/chat/completions, openai/gpt-4o, /chat/completions, -",
                    "/ai/v1/responses, openai/gpt-4o, /responses, -",
                    "/ai/v1/responses, deepseek/deepseek-chat, /chat/completions, RESPONSES",
                    "/ai/v1/messages, grok/grok-4, /messages, -",
                    "/ai/v1/messages, openai/gpt-4o, /chat/completions, MESSAGES",
                    "/ai/v1/v1/messages, openai/gpt-4o, /chat/completions, MESSAGES",
                })
        void says_which_api_the_caller_speaks(String path, String model, String theirs, @Nullable Api translated)
                throws IOException {
            provider.replies(200, "{}").replies(200, "{}");

            door.post(ACCOUNT + path, chat(model), GW, AUTH);
            door.post(ACCOUNT.substring("/client/v4".length()) + path, chat(model), GW, AUTH);

            assertThat(provider.calls()).hasSize(2).allSatisfy(call -> {
                assertThat(url(call)).isEqualTo(theirs);
                assertThat(
                                call.translation() == null
                                        ? null
                                        : call.translation().from())
                        .isEqualTo(translated);
            });
            assertThat(door.entries())
                    .extracting(entry -> entry.call().door().name())
                    .containsOnly("RUN");
        }

        @ParameterizedTest
        @ValueSource(strings = {"@cf/meta/llama-3.1-8b", "%40cf%2Fmeta%2Fllama-3.1-8b"})
        void may_name_a_model_of_workers_ai_whose_input_the_body_is(String model) throws IOException {
            provider.replies(200, "{\"result\":{\"response\":\"deep\"},\"success\":true}");

            Answer answer = door.post(RUN + "/" + model, "{\"prompt\":\"how deep\"}", GW, AUTH);

            assertThat(answer.text()).isEqualTo("{\"result\":{\"response\":\"deep\"},\"success\":true}");
            assertThat(url(provider.call())).isEqualTo("/run/@cf/meta/llama-3.1-8b");
            assertThat(sent(provider.call())).isEqualTo("{\"prompt\":\"how deep\"}");
            assertThat(door.entries().getFirst().call().model()).isEqualTo("@cf/meta/llama-3.1-8b");
        }

        @ParameterizedTest
        @CsvSource({
            "/ai/run, GET",
            "/ai/v1/embeddings, POST",
            "/ai/v1/chat/completions/, POST",
            "/ai/run/openai/gpt-4o, POST",
            "/ai/run/@cf/, POST",
            "/ai/run/@cf/../x, POST",
            "/ai/run/@cf/%2e%2e/x, POST",
            "/ai/run/@cf/a%3Fb, POST",
            "/ai/run/%zz, POST",
            "/ai/models, GET",
            "/ai-gateway/gateways, GET",
        })
        void is_left_to_management_when_it_is_no_form_of_ours(String below, String method) {
            boolean ours = method.equals("POST") && RestPath.parse(ACCOUNT + below) != null;

            assertThat(ours).isFalse();
        }
    }

    @Nested
    class Headers_of_the_caller {
        @Test
        void that_belong_to_gateways_alone_are_not_obeyed() throws IOException {
            provider.replies(200, "{}");

            Answer answer = door.post(
                    CHAT,
                    chat("openai/gpt-4o"),
                    GW,
                    AUTH,
                    "cf-aig-event-id: mine",
                    "cf-aig-custom-cost: {\"total_cost\":7}",
                    "cf-aig-byok-alias: other");

            assertThat(answer.header("cf-aig-event-id")).isEqualTo(answer.header("cf-aig-request-id"));
            assertThat(door.entries().getFirst().spend().customCost()).isFalse();
            assertThat(RunHeaders.options(sentHeaders("cf-aig-byok-alias", "other"), false)
                            .keys()
                            .alias())
                    .isNull();
        }

        @Test
        void that_the_forms_know_are_obeyed() throws IOException {
            provider.replies(200, "{}");

            door.post(CHAT, chat("openai/gpt-4o"), GW, AUTH, "cf-aig-metadata: {\"team\":\"sea\"}");

            assertThat(door.entries().getFirst().notes().metadata()).isNotNull();
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {"5000, 5000", "5001, -", "60000, -"})
        void may_ask_for_pauses_of_five_seconds_at_most(String asked, @Nullable Long millis) {
            Duration delay = RunHeaders.options(sentHeaders("cf-aig-retry-delay", asked), false)
                    .call()
                    .retry()
                    .delay();

            assertThat(delay).isEqualTo(millis == null ? null : Duration.ofMillis(millis));
        }

        private static Headers sentHeaders(String name, String value) {
            return Headers.NONE.with(name, value);
        }
    }

    @Nested
    class A_run {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "openai/gpt-4o | {\"messages\":[ ],\"n\":1.0} | {\"model\":\"gpt-4o\",\"messages\":[ ],\"n\":1.0}",
                    "openai/gpt-4o | {\"prompt\":\"h\u00f6\\\"w\",\"n\":2} | {\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"h\u00f6\\\"w\"}],\"n\":2}",
                    "openai/gpt-4o | {\"n\":2, \"prompt\" : \"x\" } | {\"model\":\"gpt-4o\",\"n\":2, \"messages\":[{\"role\":\"user\",\"content\":\"x\"}] }",
                    "openai/gpt-4o | {\"prompt\":\"x\",\"messages\":[]} | {\"model\":\"gpt-4o\",\"prompt\":\"x\",\"messages\":[]}",
                })
        void makes_a_chat_of_its_input_and_leaves_every_other_byte(String model, String input, String body)
                throws IOException {
            provider.replies(200, "{}");

            byte[] latin = run(model, input).getBytes(StandardCharsets.UTF_8);
            door.post(RUN, new String(latin, StandardCharsets.ISO_8859_1), GW, AUTH);

            assertThat(url(provider.call())).isEqualTo("/chat/completions");
            assertThat(sent(provider.call())).isEqualTo(body);
        }

        @Test
        void speaks_the_responses_api_when_its_input_does() throws IOException {
            provider.replies(200, "{}");

            door.post(RUN, run("openai/gpt-4o", "{\"input\":\"how deep\"}"), GW, AUTH);

            assertThat(url(provider.call())).isEqualTo("/responses");
            assertThat(sent(provider.call())).isEqualTo("{\"model\":\"gpt-4o\",\"input\":\"how deep\"}");
        }

        @Test
        void is_translated_where_the_provider_does_not_know_the_responses_api() throws IOException {
            provider.replies(200, "{}");

            door.post(RUN, run("deepseek/deepseek-chat", "{\"input\":\"how deep\"}"), GW, AUTH);

            assertThat(Objects.requireNonNull(provider.call().translation()).from())
                    .isEqualTo(Api.RESPONSES);
        }

        @Test
        void gets_its_result_with_the_state_around_it() throws IOException {
            provider.replies(200, "{\"id\":\"c-1\"}");

            Answer answer = door.post(RUN, run("openai/gpt-4o", "{" + HELLO + "}"), GW, AUTH);

            assertThat(answer.text())
                    .isEqualTo("{\"success\":true,\"result\":{\"state\":\"Completed\",\"result\":{\"id\":\"c-1\"},"
                            + "\"provider\":\"openai\",\"model\":\"openai/gpt-4o\"},\"errors\":[],\"messages\":[]}");
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.header("cf-aig-log-id")).isNotEmpty();
        }

        @Test
        void gets_it_without_the_envelope_below_a_gateway() throws IOException {
            provider.replies(200, "{\"id\":\"c-1\"}");

            Answer answer = door.post(Door.BASE + "/run", run("openai/gpt-4o", "{" + HELLO + "}"), AUTH);

            assertThat(answer.text())
                    .isEqualTo("{\"state\":\"Completed\",\"result\":{\"id\":\"c-1\"},\"provider\":\"openai\","
                            + "\"model\":\"openai/gpt-4o\"}");
        }

        @Test
        void shows_its_token_in_the_gateways_own_header_there() throws IOException {
            provider.replies(200, "{}");

            assertThat(door.post(
                                    Door.BASE + "/run",
                                    run("openai/gpt-4o", "{" + HELLO + "}"),
                                    "cf-aig-authorization: Bearer " + Door.TOKEN)
                            .status())
                    .isEqualTo(200);
            isError(
                    door.post(Door.BASE + "/run", run("openai/gpt-4o", "{" + HELLO + "}")),
                    401,
                    10000,
                    "Authentication error");
        }

        @Test
        void gets_what_is_no_json_as_it_is() throws IOException {
            provider.replies(200, Headers.NONE.with("content-type", "audio/mpeg"), new byte[] {1, 2}, Metering.NONE);

            Answer answer = door.post(RUN, run("openai/tts", "{\"input\":\"x\"}"), GW, AUTH);

            assertThat(answer.body().getBytes()).containsExactly(1, 2);
            assertThat(answer.header("content-type")).isEqualTo("audio/mpeg");
        }

        @Test
        void gets_workers_ais_own_answer() throws IOException {
            provider.replies(403, "{\"success\":false,\"errors\":[{\"code\":10000}]}");

            Answer answer = door.post(RUN, run("@cf/meta/llama", "{\"prompt\": \"x\"}"), GW, AUTH);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).isEqualTo("{\"success\":false,\"errors\":[{\"code\":10000}]}");
            assertThat(url(provider.call())).isEqualTo("/run/@cf/meta/llama");
            assertThat(sent(provider.call())).isEqualTo("{\"prompt\": \"x\"}");
        }

        @ParameterizedTest
        @CsvSource({
            "401, 401, 2009, invalid_credentials, Unauthorized",
            "403, 401, 2009, invalid_credentials, Unauthorized",
            "404, 404, 7003, model_not_found, Model not found: openai/gpt-4o",
            "400, 400, 7003, invalid_input, Model execution failed (User Input Error): no such thing",
            "422, 422, 7003, invalid_input, Model execution failed (User Input Error): no such thing",
            "429, 429, 2005, rate_limited, Failed to get response from provider",
            "503, 503, 2005, provider_unavailable, Failed to get response from provider",
        })
        void hears_of_a_provider_that_refuses(int theirs, int ours, int code, String state, String message)
                throws IOException {
            provider.replies(theirs, "{\"error\":{\"code\":\"x\",\"message\":\"no such thing\"}}");

            Answer answer = door.post(RUN, run("openai/gpt-4o", "{" + HELLO + "}"), GW, AUTH);

            assertThat(answer.status()).isEqualTo(ours);
            assertThat(answer.text())
                    .isEqualTo(("{\"success\":false,\"errors\":[{\"code\":%1$d,\"message\":\"%3$s\"}],"
                                    + "\"messages\":[{\"code\":%1$d,\"message\":\"no such thing\"}],\"result\":"
                                    + "{\"state\":\"Failed\",\"error\":{\"code\":\"%2$s\",\"message\":\"no such thing\"},"
                                    + "\"model\":\"openai/gpt-4o\"}}")
                            .formatted(code, state, message));
            assertThat(door.entries().getFirst().outcome().status()).isEqualTo(theirs);
        }

        @Test
        void hears_so_without_the_envelope_below_a_gateway() throws IOException {
            provider.replies(503, "sorry");

            Answer answer = door.post(Door.BASE + "/run", run("openai/gpt-4o", "{" + HELLO + "}"), AUTH);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text())
                    .isEqualTo("{\"state\":\"Failed\",\"error\":{\"code\":\"provider_unavailable\",\"message\":"
                            + "\"Failed to get response from provider\"},\"model\":\"openai/gpt-4o\"}");
        }

        @Test
        void hears_of_silence_in_the_envelope() throws IOException {
            provider.fails(new ProviderUnreachable("refused"));

            Answer answer = door.post(RUN, run("openai/gpt-4o", "{" + HELLO + "}"), GW, AUTH);

            assertThat(answer.text())
                    .isEqualTo("{\"success\":false,\"errors\":[{\"code\":2005,\"message\":\"Failed to get response from"
                            + " provider\"}],\"messages\":[{\"code\":2005,\"message\":\"refused\"}],\"result\":null}");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'' | the body must be a JSON object",
                    "[] | the body must be a JSON object",
                    "{\"model\":\"openai/x\",\"input\":{\"messages\":[] | the body is not readable JSON",
                    "{} | model must be a text; input must be an object",
                    "{\"model\":\"openai/x\",\"input\":\"y\"} | input must be an object",
                    "{\"model\":\"openai/x\",\"model\":\"groq/y\",\"input\":{\"messages\":[]}} | model must stand there once",
                    "{\"model\":\"openai/x\",\"input\":{}} | input must hold messages, a prompt or an input of the Responses API",
                    "{\"model\":\"openai/x\",\"input\":{\"model\":\"openai/y\",\"messages\":[]}} | input.model has no place here: the model stands beside the input",
                })
        void is_refused_with_everything_that_is_wrong(String body, String reason) throws IOException {
            isError(door.post(RUN, body, GW, AUTH), 400, 7003, "Model execution failed (User Input Error): " + reason);
        }

        @Test
        void is_looked_at_after_the_caller_and_written_down_when_something_is_wrong() throws IOException {
            isError(door.post(RUN, "{}", GW), 401, 10000, "Authentication error");
            Answer answer = door.post(RUN, "{}", GW, AUTH);

            assertThat(door.entries())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.key().id()).hasToString(answer.header("cf-aig-log-id")));
        }

        @Test
        void is_too_large_at_some_point() throws IOException {
            isError(
                    door.post(RUN, "x".repeat(Door.LIMITS.unified() + 1), GW, AUTH),
                    413,
                    7003,
                    "Model execution failed (User Input Error): at most 200000 bytes are taken here");
        }
    }

    /** With the real client, and the fake provider at its far end. */
    @Nested
    class Over_the_wire {
        private final Door real = new Door();

        @AfterEach
        void close() {
            real.close();
        }

        @Test
        void a_run_streams_its_events_as_they_come() throws IOException {
            Answer answer = real.post(RUN, run("openai/gpt-4o", "{\"stream\":true," + HELLO + "}"), GW, AUTH);

            assertThat(answer.header("content-type")).startsWith("text/event-stream");
            assertThat(answer.text()).startsWith("data: {").endsWith("data: [DONE]\n\n");
        }

        @Test
        void a_run_gets_its_result_whole_though_its_caller_takes_compressed_ones() throws IOException {
            Answer answer = real.post(RUN, run("openai/gpt-4o", "{" + HELLO + "}"), GW, AUTH, "Accept-Encoding: gzip");

            assertThat(answer.text())
                    .startsWith("{\"success\":true,\"result\":{\"state\":\"Completed\",\"result\":{\"id\":")
                    .endsWith("},\"provider\":\"openai\",\"model\":\"openai/gpt-4o\"},\"errors\":[],\"messages\":[]}");
            SeenRequest seen = real.provider().lastRequests().getLast();
            assertThat(seen.headers()).doesNotContainKeys("authorization", "cf-aig-gateway-id");
        }

        @Test
        void a_run_that_breaks_off_is_not_taken_for_a_whole_one() throws IOException {
            String half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n{";
            try (RawUpstream upstream = new RawUpstream(half + " ".repeat(100_000));
                    Door raw = new Door(upstream);
                    Door.Caller caller = raw.call()) {
                caller.write(Door.request("POST", RUN, run("openai/gpt-4o", "{" + HELLO + "}"), GW, AUTH));

                assertThatThrownBy(caller::answer).isInstanceOf(IOException.class);
            }
        }

        @Test
        void every_byte_of_the_body_memory_comes_back() throws IOException {
            real.post(RUN, run("openai/fake-status-500", "{" + HELLO + "}"), GW, AUTH);

            Door.await(() -> real.heldBytes() == 0);
        }

        @Test
        void an_entry_tells_of_what_the_provider_answered() throws IOException {
            real.post(RUN, run("openai/gpt-4o", "{" + HELLO + "}"), GW, AUTH);

            LogEntry entry = real.entries().getFirst();
            assertThat(entry.call().model()).isEqualTo("gpt-4o");
            assertThat(entry.spend().usage()).isNotNull();
        }
    }
}
