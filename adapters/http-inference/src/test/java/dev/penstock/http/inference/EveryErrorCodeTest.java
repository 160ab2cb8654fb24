package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeProviderClient;
import dev.penstock.application.port.SampleGateways;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract's table of errors (data plane, section 4), row by row, each by what brings it about. Where the feature behind a
 * code is not there yet, its test says what holds today.
 */
class EveryErrorCodeTest {
    private static final String ROOT = "/v1/" + SampleGateways.ACCOUNT;
    private static final String CHAT = Door.BASE + "/openai/chat/completions";
    private static final String LOCKED = ROOT + "/locked/openai/chat/completions";
    private static final String REST = "/client/v4/accounts/" + SampleGateways.ACCOUNT + "/ai";
    private static final String BODY = "{\"model\":\"gpt-4o\",\"messages\":[]}";
    private static final String TOKEN = "cf-aig-authorization: Bearer " + Door.TOKEN;
    private static final String BEARER = "Authorization: Bearer " + Door.TOKEN;
    private static final String UNIFIED = Door.BASE + "/compat/chat/completions";
    private static final String PAID = Door.BASE + "/perplexity-ai/chat/completions";
    private static final String GW = "cf-aig-gateway-id: gw";

    private final FakeProviderClient provider = new FakeProviderClient();
    private final Door door = new Door(provider);

    @AfterEach
    void close() {
        door.close();
    }

    private static String at(String gateway) {
        return ROOT + "/" + gateway + "/openai/chat/completions";
    }

    private static void is(Answer answer, int status, int code, String message) {
        assertThat(answer.text().replaceFirst("\"messages\":\\[[^]]*]", "\"messages\":[]"))
                .isEqualTo(("{\"success\":false,\"result\":[],\"messages\":[],"
                                + "\"error\":[{\"code\":%2$d,\"message\":\"%3$s\"}],\"name\":\"AiGatewayError\","
                                + "\"httpCode\":%1$d,\"internalCode\":%2$d,\"message\":\"%3$s\",\"description\":\"%3$s\"}")
                        .formatted(status, code, message));
        assertThat(answer.status()).isEqualTo(status);
    }

    /** The gateway with every setting there is lets a request through, whatever it holds. */
    private void passesEverySetting() throws IOException {
        provider.replies(200, "{}");

        assertThat(door.post(LOCKED, BODY, TOKEN).status()).isEqualTo(200);
    }

    @Test
    void code_2001_is_400_for_a_gateway_that_is_not_there() throws IOException {
        String message = "Please configure AI Gateway in the Cloudflare dashboard";

        is(door.post(ROOT + "/missing/openai/x", BODY), 400, 2001, message);
        is(door.post("/v1/x", BODY), 400, 2001, message);
    }

    @Test
    void code_2002_is_500_for_an_answer_that_could_not_be_translated() throws IOException {
        String garbage = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\nnot json";
        try (RawUpstream upstream = new RawUpstream(garbage);
                Door raw = Door.translating(upstream)) {
            Answer answer = raw.post(
                    UNIFIED, "{\"model\":\"anthropic/claude\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

            is(answer, 500, 2002, "Failed to parse model output");
        }
    }

    @Test
    void code_2003_is_429_for_a_gateways_rate_limit() throws IOException {
        provider.replies(200, "{}");

        assertThat(door.post(at("narrow"), BODY).status()).isEqualTo(200);
        is(door.post(at("narrow"), BODY), 429, 2003, "Rate limited");
    }

    @Test
    void code_2005_is_400_for_no_answer_at_all() throws IOException {
        try (Door real = new Door()) {
            is(
                    real.post(Door.BASE + "/mistral/v1/chat/completions", BODY),
                    400,
                    2005,
                    "Failed to get response from provider");
        }
    }

    @Test
    void code_2005_is_400_for_a_provider_that_hangs_up() throws IOException {
        try (Door real = new Door()) {
            is(
                    real.post(CHAT, "{\"model\":\"fake-reset\",\"messages\":[]}"),
                    400,
                    2005,
                    "Failed to get response from provider");
        }
    }

    @Test
    void code_2008_is_400_for_a_provider_that_nobody_knows() throws IOException {
        is(door.post(Door.BASE + "/nobody/x", BODY), 400, 2008, "Invalid provider");
        is(door.post(Door.BASE + "/custom-nobody/x", BODY), 400, 2008, "Invalid provider");
    }

    @Test
    void code_2009_is_401_for_no_token_or_a_wrong_one() throws IOException {
        is(door.post(LOCKED, BODY), 401, 2009, "Unauthorized");
        is(door.post(LOCKED, BODY, "cf-aig-authorization: Bearer wrong"), 401, 2009, "Unauthorized");
    }

    @Test
    void code_2009_is_401_for_credentials_that_a_provider_rejects_in_a_run() throws IOException {
        provider.replies(403, "{\"error\":{\"message\":\"no\"}}");

        Answer answer =
                door.post(REST + "/run", "{\"model\":\"openai/gpt-4o\",\"input\":{\"messages\":[]}}", BEARER, GW);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("\"errors\":[{\"code\":2009,\"message\":\"Unauthorized\"}]");
    }

    @Test
    void a_providers_own_401_passes_everywhere_else() throws IOException {
        provider.replies(401, "{\"error\":\"theirs\"}").replies(401, "{\"error\":\"theirs\"}");

        assertThat(door.post(CHAT, BODY).text()).isEqualTo("{\"error\":\"theirs\"}");
        assertThat(door.post(REST + "/v1/chat/completions", "{\"model\":\"openai/gpt-4o\"}", BEARER, GW)
                        .text())
                .isEqualTo("{\"error\":\"theirs\"}");
    }

    @Test
    void code_2016_is_never_answered_since_guardrails_do_not_look_at_prompts() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2017_is_never_answered_since_guardrails_do_not_look_at_answers() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2018_is_never_answered_since_there_are_no_bindings() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2019_is_400_for_a_unified_body_that_names_no_provider() throws IOException {
        is(door.post(UNIFIED, BODY), 400, 2019, "Chat completion bad format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"openai/gpt-4o\",\"messages\":[],\"model\":\"openai/o3\"}",
                "{\"model\":\"openai/gpt-4o\",\"Model\":\"openai/o3\"}",
                "{\"model\":\"openai/gpt-4o\",\"stream\":{},\"model\":\"openai/o3\"}",
                "{\"model\":\"openai/gpt-4o\",\"x\":NaN,\"model\":\"openai/o3\"}",
                "{\"model\":\"custom-mine/own-1\",\"model\":\"own-2\"}",
            })
    void code_2019_is_400_for_a_unified_body_in_which_a_provider_might_read_another_model(String body)
            throws IOException {
        is(door.post(UNIFIED, body), 400, 2019, "Chat completion bad format");
        is(
                door.post(
                        Door.BASE,
                        "{\"provider\":\"compat\",\"endpoint\":\"chat/completions\",\"query\":%s}"
                                .formatted(body.replace("NaN", "{}"))),
                400,
                2019,
                "Chat completion bad format");
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void code_2021_is_402_for_the_operators_key_without_a_gateway_token() throws IOException {
        provider.replies(200, "{}");

        is(door.post(PAID, BODY), 402, 2021, "Gateway authentication is required to use unified billing");
        assertThat(door.post(PAID, BODY, TOKEN).status()).isEqualTo(200);
        assertThat(Objects.requireNonNull(provider.call().credential()).secret().reveal())
                .isEqualTo(Door.OPERATORS_KEY);
    }

    @Test
    void code_2029_is_never_answered_since_nobody_looks_for_secrets_in_requests() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2030_is_never_answered_since_nobody_looks_for_secrets_in_answers() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2036_is_never_answered_beside_2019() throws IOException {
        assertThat(door.post(UNIFIED, BODY).text()).doesNotContain("2036");
    }

    @Test
    void code_2040_is_400_for_an_alias_that_none_of_the_keys_has() throws IOException {
        is(
                door.post(at("keyed"), BODY, TOKEN, "cf-aig-byok-alias: other"),
                400,
                2040,
                "Provider 'openai' has no BYOK credential named 'other'. Configured aliases: 'work', 'spare'");
    }

    @Test
    void code_2040_does_not_come_where_the_provider_has_no_stored_key_at_all() throws IOException {
        provider.replies(200, "{}");

        assertThat(door.post(CHAT, BODY, "cf-aig-byok-alias: other").status()).isEqualTo(200);
    }

    @Test
    void code_2041_is_429_for_a_budget_that_is_used_up_and_2045_at_the_rest_forms() throws IOException {
        provider.replies(200, "{}");
        door.post(at("thrifty"), BODY, "cf-aig-custom-cost: {\"total_cost\":0.5}");

        Answer refused = door.post(at("thrifty"), BODY);
        Answer atRest = door.post(
                REST + "/v1/chat/completions",
                "{\"model\":\"openai/gpt-4o\",\"messages\":[]}",
                BEARER,
                "cf-aig-gateway-id: thrifty");

        String message =
                "Spend limit exceeded: rule 'daily' (cost limit 0.5 per 86400s, fixed) for openai openai/gpt-4o";
        is(refused, 429, 2041, message);
        assertThat(atRest.status()).isEqualTo(429);
        assertThat(atRest.text()).contains("\"errors\":[{\"code\":2045,\"message\":\"" + message + "\"}]");
    }

    @Test
    void code_2044_is_400_for_no_key_where_the_callers_own_is_required() throws IOException {
        String message = "Customer-provided provider credentials are required for this request";

        is(door.post(at("sealed"), BODY), 400, 2044, message);
        is(door.post(CHAT, BODY, "cf-aig-no-wholesale: true"), 400, 2044, message);
        is(door.post(PAID, BODY, TOKEN, "cf-aig-no-wholesale: true"), 400, 2044, message);
        is(door.post(Door.BASE + "/cohere/v1/chat", BODY), 400, 2044, message);
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void code_7003_is_404_for_a_model_that_nobody_has() throws IOException {
        Answer answer = door.post(REST + "/v1/chat/completions", "{\"model\":\"nobody/x\"}", BEARER, GW);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("{\"code\":7003,\"message\":\"Model not found: nobody/x\"}");
    }

    @Test
    void code_7003_is_400_for_input_that_cannot_be_run() throws IOException {
        Answer answer = door.post(REST + "/run", "{\"model\":\"openai/x\"}", BEARER, GW);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains(
                        "{\"code\":7003,\"message\":\"Model execution failed (User Input Error): input must be an object\"}");
    }

    @Test
    void code_7013_is_never_answered_since_there_is_no_scanner_to_miss() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_10000_passes_as_workers_ai_says_it() throws IOException {
        String theirs = "{\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"Authentication error\"}]}";
        provider.replies(401, theirs);

        Answer answer = door.post(Door.BASE + "/workers-ai/@cf/meta/llama", "{\"prompt\":\"x\"}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).isEqualTo(theirs);
    }

    @Test
    void code_10000_is_401_at_the_rest_forms_for_no_token_or_a_wrong_one() throws IOException {
        Answer answer = door.post(REST + "/run", "{\"model\":\"openai/x\",\"input\":{\"messages\":[]}}", GW);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text()).contains("{\"code\":10000,\"message\":\"Authentication error\"}");
    }
}
