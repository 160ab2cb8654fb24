package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeProviderClient;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.log.LogEntry;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract's table of response headers (data plane, section 3), row by row. */
class EveryResponseHeaderTest {
    private static final String CHAT = Door.BASE + "/openai/chat/completions";
    private static final String UNIFIED = Door.BASE + "/compat/chat/completions";
    private static final String KEEPING = "/v1/" + SampleGateways.ACCOUNT + "/keeping/openai/chat/completions";
    private static final String PATIENT = "/v1/" + SampleGateways.ACCOUNT + "/patient/openai/chat/completions";
    private static final String BODY = "{\"model\":\"openai/gpt-4o\",\"messages\":[]}";
    private static final String UUID_7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private final FakeProviderClient provider = new FakeProviderClient();
    private final Door door = new Door(provider);

    @AfterEach
    void close() {
        door.close();
    }

    private Answer answered(String path, String... headers) throws IOException {
        provider.replies(200, "{}");
        return door.post(path, BODY, headers);
    }

    @Test
    void cf_aig_log_id_names_the_entry_of_the_attempt_that_answered() throws IOException {
        provider.replies(500, "").replies(200, "{}");

        String id = door.post(PATIENT, BODY).header("cf-aig-log-id");

        assertThat(id).matches(UUID_7);
        assertThat(door.entries().getLast().key().id()).hasToString(id);
    }

    @Test
    void cf_aig_log_id_is_there_on_errors_after_the_caller_was_let_in() throws IOException {
        provider.fails(new ProviderUnreachable("refused"));

        String id = door.post(CHAT, BODY).header("cf-aig-log-id");

        assertThat(door.entries().getFirst().key().id()).hasToString(id);
    }

    @Test
    void cf_aig_log_id_is_not_there_when_the_caller_was_not_let_in() throws IOException {
        Answer answer = door.post(CHAT.replace("/gw/", "/locked/"), BODY);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.values("cf-aig-log-id")).isEmpty();
    }

    @Test
    void cf_aig_request_id_is_always_there_and_is_the_log_id_of_a_single_attempt() throws IOException {
        Answer fine = answered(CHAT);
        Answer missing = door.post("/v1/" + SampleGateways.ACCOUNT + "/missing/openai/x", BODY);
        Answer nowhere = door.post("/v1/x", BODY);

        assertThat(fine.header("cf-aig-request-id")).matches(UUID_7).isEqualTo(fine.header("cf-aig-log-id"));
        assertThat(missing.header("cf-aig-request-id")).matches(UUID_7);
        assertThat(nowhere.header("cf-aig-request-id")).matches(UUID_7);
    }

    @Test
    void cf_aig_event_id_is_the_callers_else_the_request_id() throws IOException {
        Answer own = answered(CHAT, "cf-aig-event-id: mine");
        Answer made = answered(CHAT);

        assertThat(own.header("cf-aig-event-id")).isEqualTo("mine");
        assertThat(made.header("cf-aig-event-id")).isEqualTo(made.header("cf-aig-request-id"));
    }

    @Test
    void cf_aig_step_is_zero_without_a_fallback_on_errors_too() throws IOException {
        assertThat(answered(CHAT).header("cf-aig-step")).isEqualTo("0");
        assertThat(door.post(CHAT.replace("openai", "nobody"), BODY).header("cf-aig-step"))
                .isEqualTo("0");
    }

    @Test
    void cf_aig_step_is_the_last_one_tried_when_none_answered() throws IOException {
        String step = "{\"provider\":\"openai\",\"endpoint\":\"x\",\"query\":{}}";
        provider.fails(new ProviderUnreachable("refused")).fails(new ProviderUnreachable("refused"));

        Answer answer = door.post(Door.BASE, "[" + step + "," + step + "]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("cf-aig-step")).isEqualTo("1");
        assertThat(door.entries().getLast().key().id()).hasToString(answer.header("cf-aig-log-id"));
    }

    @Test
    void cf_aig_log_id_and_cf_aig_step_are_there_on_a_limit_and_on_a_missing_key() throws IOException {
        String narrow = CHAT.replace("/gw/", "/narrow/");
        answered(narrow);

        assertThat(door.post(narrow, BODY)).satisfies(EveryResponseHeaderTest::isNamed);
        assertThat(door.post(CHAT, BODY, "cf-aig-no-wholesale: true")).satisfies(EveryResponseHeaderTest::isNamed);
        assertThat(door.post(UNIFIED, "{}")).satisfies(EveryResponseHeaderTest::isNamed);
        assertThat(door.entries()).hasSize(4);
    }

    private static void isNamed(Answer answer) {
        assertThat(answer.header("cf-aig-log-id")).isEqualTo(answer.header("cf-aig-request-id"));
        assertThat(answer.header("cf-aig-step")).isEqualTo("0");
    }

    @Test
    void cf_aig_step_is_the_step_that_answered() throws IOException {
        String step = "{\"provider\":\"openai\",\"endpoint\":\"x\",\"query\":{}}";
        provider.replies(500, "").replies(200, "{}");

        assertThat(door.post(Door.BASE, "[" + step + "," + step + "]").header("cf-aig-step"))
                .isEqualTo("1");
    }

    @Test
    void cf_aig_cache_status_is_a_hit_for_what_was_kept_and_a_miss_otherwise() throws IOException {
        assertThat(answered(KEEPING).header("cf-aig-cache-status")).isEqualTo("MISS");
        assertThat(door.post(KEEPING, BODY).header("cf-aig-cache-status")).isEqualTo("HIT");
        assertThat(answered(KEEPING, "cf-aig-skip-cache: true").header("cf-aig-cache-status"))
                .isEqualTo("MISS");
        assertThat(answered(CHAT).header("cf-aig-cache-status")).isEqualTo("MISS");
    }

    @Test
    void cf_aig_cache_status_is_a_miss_on_errors_behind_the_cache_and_absent_before_it() throws IOException {
        provider.fails(new ProviderUnreachable("refused"));

        assertThat(door.post(CHAT, BODY).header("cf-aig-cache-status")).isEqualTo("MISS");
        assertThat(door.post(CHAT, BODY, "cf-aig-no-wholesale: true").header("cf-aig-cache-status"))
                .isEqualTo("MISS");
        assertThat(door.post(CHAT.replace("openai", "nobody"), BODY).values("cf-aig-cache-status"))
                .isEmpty();
        assertThat(door.post(CHAT.replace("/gw/", "/locked/"), BODY).values("cf-aig-cache-status"))
                .isEmpty();
        assertThat(door.post(UNIFIED, "{}").values("cf-aig-cache-status")).isEmpty();
        assertThat(door.post(
                                Door.BASE + "/fal/x",
                                BODY,
                                "Authorization: Key f",
                                "x-fal-target-url: https://elsewhere.example")
                        .header("cf-aig-cache-status"))
                .isEqualTo("MISS");
    }

    @Test
    void an_answer_from_the_cache_has_ids_of_its_own_and_an_entry_that_says_so() throws IOException {
        Answer first = answered(KEEPING);
        Answer hit = door.post(KEEPING, BODY, "cf-aig-event-id: mine");

        assertThat(hit.header("cf-aig-log-id"))
                .isEqualTo(hit.header("cf-aig-request-id"))
                .isNotEqualTo(first.header("cf-aig-log-id"));
        assertThat(hit.header("cf-aig-event-id")).isEqualTo("mine");
        assertThat(hit.header("cf-aig-step")).isEqualTo("0");
        LogEntry entry = door.entries().getLast();
        assertThat(entry.key().id()).hasToString(hit.header("cf-aig-log-id"));
        assertThat(entry.outcome().cached()).isTrue();
    }

    @Test
    void cf_aig_model_and_cf_aig_provider_are_there_on_the_unified_api_alone() throws IOException {
        Answer unified = answered(UNIFIED);
        Answer own = answered(CHAT);

        assertThat(unified.header("cf-aig-provider")).isEqualTo("openai");
        assertThat(unified.header("cf-aig-model")).isEqualTo("gpt-4o");
        assertThat(own.values("cf-aig-provider")).isEmpty();
        assertThat(own.values("cf-aig-model")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cf-aig-dlp",
                "cf-aig-routed-model",
                "cf-aig-routing-reason",
                "cf-aig-routing-decision-id",
                "cf-aig-run-id"
            })
    void headers_of_what_is_not_there_yet_are_never_sent_not_even_by_a_provider(String header) throws IOException {
        provider.replies(200, Headers.NONE.with(header, "forged"), new byte[0], Metering.NONE);

        assertThat(door.post(CHAT, BODY).values(header)).isEmpty();
    }

    @Test
    void content_type_of_the_gateways_errors_is_json() throws IOException {
        assertThat(door.post(CHAT.replace("openai", "nobody"), BODY).header("content-type"))
                .isEqualTo("application/json");
    }

    @Test
    void retry_after_is_a_providers_own_or_not_there() throws IOException {
        provider.replies(429, Headers.NONE.with("retry-after", "7"), new byte[0], Metering.NONE);

        assertThat(door.post(CHAT, BODY).header("retry-after")).isEqualTo("7");
        provider.fails(new ProviderUnreachable("refused"));
        assertThat(door.post(CHAT, BODY).values("retry-after")).isEmpty();
    }
}
