package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.inference.GatewayAnswer;
import dev.penstock.application.port.FakeProviderClient;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.log.LogEntry.Ending;
import dev.penstock.domain.provider.ProviderId;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The contract's table of errors (data plane, section 4), row by row. Where the feature behind a code is not there yet, its
 * test says what holds today.
 */
class EveryErrorCodeTest {
    private static final String ROOT = "/v1/" + SampleGateways.ACCOUNT;
    private static final String CHAT = Door.BASE + "/openai/chat/completions";
    private static final String LOCKED = ROOT + "/locked/openai/chat/completions";
    private static final String REST = "/client/v4/accounts/" + SampleGateways.ACCOUNT + "/ai";
    private static final String BODY = "{\"model\":\"gpt-4o\",\"messages\":[]}";
    private static final String TOKEN = "cf-aig-authorization: Bearer " + Door.TOKEN;
    private static final String BEARER = "Authorization: Bearer " + Door.TOKEN;
    private static final String GW = "cf-aig-gateway-id: gw";

    private final FakeProviderClient provider = new FakeProviderClient();
    private final Door door = new Door(provider);

    @AfterEach
    void close() {
        door.close();
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
        provider.fails(new ProblemException(new Problem.UnreadableReply(new ProviderId("openai"), "no JSON")));

        is(door.post(CHAT, BODY), 500, 2002, "Failed to parse model output");
    }

    @Test
    void code_2003_is_429_for_a_gateways_rate_limit() throws IOException {
        provider.fails(new ProblemException(new Problem.RateLimited()));

        is(door.post(CHAT, BODY), 429, 2003, "Rate limited");
    }

    @Test
    void code_2005_is_400_for_no_answer_at_all() throws IOException {
        provider.fails(new ProviderUnreachable("refused"));

        is(door.post(CHAT, BODY), 400, 2005, "Failed to get response from provider");
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
    void code_2016_does_not_come_yet_since_guardrails_do_not_look_at_prompts() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2017_does_not_come_yet_since_guardrails_do_not_look_at_answers() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2018_never_comes_since_there_are_no_bindings() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2019_is_400_for_a_unified_body_that_names_no_provider() throws IOException {
        is(door.post(Door.BASE + "/compat/chat/completions", BODY), 400, 2019, "Chat completion bad format");
    }

    @Test
    void code_2021_never_comes_since_nothing_is_sold() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2029_does_not_come_yet_since_nobody_looks_for_secrets_in_requests() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2030_does_not_come_yet_since_nobody_looks_for_secrets_in_answers() throws IOException {
        passesEverySetting();
    }

    @Test
    void code_2036_never_comes_beside_2019() throws IOException {
        assertThat(door.post(Door.BASE + "/compat/chat/completions", BODY).text())
                .doesNotContain("2036");
    }

    @Test
    void code_2040_does_not_come_yet_since_an_alias_chooses_no_key() throws IOException {
        provider.replies(200, "{}");

        assertThat(door.post(CHAT, BODY, "cf-aig-byok-alias: other").status()).isEqualTo(200);
    }

    @Test
    void code_2041_is_2045_at_the_rest_forms() {
        GatewayAnswer limit = new GatewayAnswer(429, 2041, "Spend limit exceeded", null, Ending.REFUSED, true);

        assertThat(ProblemShape.GATEWAY.words(limit).code()).isEqualTo(2041);
        assertThat(ProblemShape.REST.words(limit))
                .isEqualTo(new ProblemShape.Words(429, 2045, "Spend limit exceeded", null));
    }

    @Test
    void code_2044_does_not_come_yet_since_no_credential_is_required() throws IOException {
        provider.replies(200, "{}");

        assertThat(door.post(CHAT, BODY, "cf-aig-no-wholesale: true").status()).isEqualTo(200);
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
    void code_7013_does_not_come_yet_since_there_is_no_scanner_to_miss() throws IOException {
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
