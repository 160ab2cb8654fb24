package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.FakeProviderClient;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogPayload;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract's table of request headers (data plane, section 2), row by row: what each does, and that none goes further.
 * Where the feature behind one is not there yet, it is passed over and never forwarded.
 */
class EveryRequestHeaderTest {
    private static final String CHAT = Door.BASE + "/openai/chat/completions";
    private static final String LOCKED = "/v1/" + SampleGateways.ACCOUNT + "/locked/openai/chat/completions";
    private static final String AUTH = "cf-aig-authorization: Bearer " + Door.TOKEN;
    private static final String BODY = "{\"model\":\"gpt-4o\",\"messages\":[]}";

    private final FakeProviderClient provider = new FakeProviderClient();
    private final Door door = new Door(provider);

    @AfterEach
    void close() {
        door.close();
    }

    private static String at(String gateway) {
        return "/v1/" + SampleGateways.ACCOUNT + "/" + gateway + "/openai/chat/completions";
    }

    private Answer sent(String path, String... headers) throws IOException {
        return door.post(path, BODY, headers);
    }

    /** The request goes out as if the header had not been sent. */
    private void staysHere(String header, String value) throws IOException {
        provider.replies(200, "{}");

        assertThat(sent(CHAT, header + ": " + value).status()).isEqualTo(200);

        assertThat(provider.call().headers().get(header)).isNull();
        assertThat(provider.call().headers().lines().toString()).doesNotContain(value);
    }

    private static RequestOptions options(String header, String value) {
        return RequestHeaders.options(Headers.NONE.with(header, value));
    }

    private LogEntry entry() {
        return door.entries().getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + Door.TOKEN, "bearer  " + Door.TOKEN, Door.TOKEN})
    void cf_aig_authorization_lets_in_with_bearer_or_without_and_stays_here(String value) throws IOException {
        provider.replies(200, "{}");

        assertThat(sent(LOCKED, "CF-AIG-Authorization: " + value).status()).isEqualTo(200);

        assertThat(provider.call().headers().lines().toString()).doesNotContain(Door.TOKEN);
    }

    @Test
    void cf_aig_gateway_id_chooses_no_gateway_where_the_url_does() throws IOException {
        staysHere("cf-aig-gateway-id", "locked");

        assertThat(entry().key().gateway()).isEqualTo(SampleGateways.address("gw"));
    }

    @Test
    void cf_aig_gateway_id_chooses_the_gateway_of_a_rest_form() throws IOException {
        provider.replies(200, "{}");

        door.post(
                "/client/v4/accounts/" + SampleGateways.ACCOUNT + "/ai/v1/chat/completions",
                "{\"model\":\"openai/gpt-4o\"}",
                "cf-aig-gateway-id: patient",
                "Authorization: Bearer " + Door.TOKEN);

        assertThat(entry().key().gateway()).isEqualTo(SampleGateways.address("patient"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cf-aig-skip-cache", "cf-skip-cache"})
    void cf_aig_skip_cache_asks_the_provider_though_there_is_an_answer(String header) throws IOException {
        provider.replies(200, "{\"n\":1}").replies(200, "{\"n\":2}");

        sent(at("keeping"));
        Answer kept = sent(at("keeping"), header + ": false");
        Answer asked = sent(at("keeping"), header + ": true");

        assertThat(kept.text()).isEqualTo("{\"n\":1}");
        assertThat(kept.header("cf-aig-cache-status")).isEqualTo("HIT");
        assertThat(asked.text()).isEqualTo("{\"n\":2}");
        assertThat(asked.header("cf-aig-cache-status")).isEqualTo("MISS");
        assertThat(provider.calls().getLast().headers().get(header)).isNull();
        assertThat(options(header, "yes").cache().skip()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cf-aig-cache-ttl", "cf-cache-ttl"})
    void cf_aig_cache_ttl_of_zero_keeps_nothing_and_others_how_long(String header) throws IOException {
        provider.replies(200, "{\"n\":1}").replies(200, "{\"n\":2}");

        sent(at("keeping"), header + ": 0");
        Answer second = sent(at("keeping"), header + ": 7777");
        Answer third = sent(at("keeping"));

        assertThat(second.text()).isEqualTo("{\"n\":2}");
        assertThat(third.text()).isEqualTo("{\"n\":2}");
        assertThat(third.header("cf-aig-cache-status")).isEqualTo("HIT");
        assertThat(provider.calls())
                .allSatisfy(call -> assertThat(call.headers().get(header)).isNull());
        assertThat(options(header, "90").cache().timeToLive()).isEqualTo(Duration.ofSeconds(90));
        assertThat(options(header, "soon").cache().timeToLive()).isNull();
    }

    @Test
    void cf_aig_cache_ttl_switches_no_cache_on() throws IOException {
        provider.replies(200, "{\"n\":1}").replies(200, "{\"n\":2}");

        sent(CHAT, "cf-aig-cache-ttl: 600");

        assertThat(sent(CHAT, "cf-aig-cache-ttl: 600").text()).isEqualTo("{\"n\":2}");
    }

    @Test
    void cf_aig_cache_key_switches_the_cache_on_and_stands_for_the_body() throws IOException {
        provider.replies(200, "{\"n\":1}");

        sent(CHAT, "cf-aig-cache-key: my-key");
        Answer same = door.post(CHAT, "{\"model\":\"o3\",\"messages\":[7]}", "cf-aig-cache-key: my-key");

        assertThat(same.text()).isEqualTo("{\"n\":1}");
        assertThat(same.header("cf-aig-cache-status")).isEqualTo("HIT");
        assertThat(provider.call().headers().get("cf-aig-cache-key")).isNull();
    }

    @Test
    void cf_aig_collect_log_false_writes_nothing_and_stays_here() throws IOException {
        staysHere("cf-aig-collect-log", "false");

        assertThat(door.entries()).isEmpty();
    }

    @Test
    void cf_aig_collect_log_payload_false_keeps_the_row_without_its_bodies_and_stays_here() throws IOException {
        staysHere("cf-aig-collect-log-payload", "false");

        assertThat(door.written()).hasSize(1);
        assertThat(door.written().getFirst().payload()).isEqualTo(LogPayload.NONE);
    }

    @Test
    void cf_aig_metadata_is_written_down_and_stays_here() throws IOException {
        staysHere("cf-aig-metadata", "{\"team\":\"sea\",\"n\":7,\"on\":true}");

        assertThat(Objects.requireNonNull(entry().notes().metadata()).values()).containsOnlyKeys("team", "n", "on");
    }

    @Test
    void cf_aig_metadata_that_cannot_be_read_does_not_fail_the_request() throws IOException {
        staysHere("cf-aig-metadata", "{\"team\":[]}");

        assertThat(entry().notes().metadata()).isNull();
    }

    @Test
    void cf_aig_custom_cost_is_what_the_answer_cost_and_stays_here() throws IOException {
        staysHere("cf-aig-custom-cost", "{\"total_cost\":0.125}");

        assertThat(entry().spend().customCost()).isTrue();
        assertThat(Objects.requireNonNull(entry().spend().cost()).usd()).isEqualByComparingTo(new BigDecimal("0.125"));
    }

    @Test
    void cf_aig_request_timeout_gives_a_silent_provider_up_and_stays_here() throws IOException {
        provider.staysSilent();

        Answer answer = sent(CHAT, "cf-aig-request-timeout: 30");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"code\":2005").contains("within 30 ms");
        assertThat(provider.call().headers().get("cf-aig-request-timeout")).isNull();
        assertThat(entry().outcome().status()).isEqualTo(408);
    }

    @Test
    void cf_aig_max_attempts_retries_so_often_and_stays_here() throws IOException {
        provider.replies(500, "").replies(500, "").replies(200, "{}");

        assertThat(sent(CHAT, "cf-aig-max-attempts: 2", "cf-aig-retry-delay: 1").status())
                .isEqualTo(200);

        assertThat(provider.calls())
                .hasSize(3)
                .allSatisfy(call ->
                        assertThat(call.headers().get("cf-aig-max-attempts")).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "-1", "many", "1.5"})
    void cf_aig_max_attempts_out_of_its_bounds_counts_as_not_sent(String attempts) throws IOException {
        provider.replies(500, "");

        assertThat(sent(CHAT, "cf-aig-max-attempts: " + attempts).status()).isEqualTo(500);
    }

    @Test
    void cf_aig_retry_delay_and_cf_aig_backoff_say_how_long_a_retry_waits() throws IOException {
        provider.replies(500, "").replies(500, "").replies(500, "").replies(200, "{}");

        sent(CHAT, "cf-aig-max-attempts: 3", "cf-aig-retry-delay: 4", "cf-aig-backoff: exponential");

        assertThat(pauses()).hasSize(3);
        assertThat(pauses().get(0)).isBetween(Duration.ofMillis(4), Duration.ofMillis(5));
        assertThat(pauses().get(1)).isBetween(Duration.ofMillis(8), Duration.ofMillis(10));
        assertThat(pauses().get(2)).isBetween(Duration.ofMillis(16), Duration.ofMillis(20));
        assertThat(provider.calls())
                .allSatisfy(
                        call -> assertThat(call.headers().lines().toString()).doesNotContainIgnoringCase("cf-aig-"));
    }

    /** What was waited for between calls; what is left of an answer gets a second. */
    private List<Duration> pauses() {
        return door.delays().stream()
                .filter(delay -> delay.compareTo(Duration.ofMillis(100)) < 0)
                .toList();
    }

    @Test
    void cf_aig_retry_delay_is_read_up_to_a_minute_and_stays_here() throws IOException {
        staysHere("cf-aig-retry-delay", "59999");

        assertThat(options("cf-aig-retry-delay", "60000").call().retry().delay())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(options("cf-aig-retry-delay", "60001").call().retry().delay())
                .isNull();
    }

    @Test
    void cf_aig_backoff_is_read_and_stays_here() throws IOException {
        staysHere("cf-aig-backoff", "exponential");

        assertThat(options("cf-aig-backoff", "Linear").call().retry().backoff()).isEqualTo(RetryPolicy.Backoff.LINEAR);
        assertThat(options("cf-aig-backoff", "wild").call().retry().backoff()).isNull();
    }

    @Test
    void cf_aig_event_id_is_written_down_and_told_and_stays_here() throws IOException {
        provider.replies(200, "{}");

        Answer answer = sent(CHAT, "cf-aig-event-id: trip-7");

        assertThat(answer.header("cf-aig-event-id")).isEqualTo("trip-7");
        assertThat(entry().caller().eventId()).isEqualTo("trip-7");
        assertThat(provider.call().headers().get("cf-aig-event-id")).isNull();
    }

    @Test
    void cf_aig_byok_alias_chooses_among_the_stored_keys_and_stays_here() throws IOException {
        provider.replies(200, "{}").replies(200, "{}").replies(200, "{}");

        sent(at("keyed"), AUTH);
        sent(at("keyed"), AUTH, "cf-aig-byok-alias: spare");
        sent(at("keyed"), AUTH, "cf-aig-byok-alias: spare", "Authorization: Bearer own");

        assertThat(provider.calls())
                .extracting(call -> call.credential() == null
                        ? call.headers().get("authorization")
                        : call.credential().secret().reveal())
                .containsExactly(DoorGateways.WORK_KEY, DoorGateways.SPARE_KEY, "Bearer own");
        assertThat(provider.calls())
                .allSatisfy(call ->
                        assertThat(call.headers().get("cf-aig-byok-alias")).isNull());
    }

    @Test
    void cf_aig_byok_alias_is_passed_over_where_there_is_no_stored_key_and_stays_here() throws IOException {
        staysHere("cf-aig-byok-alias", "billing-2");
    }

    @Test
    void cf_aig_no_wholesale_leaves_the_operators_key_alone_and_stays_here() throws IOException {
        String paid = Door.BASE + "/perplexity-ai/chat/completions";
        provider.replies(200, "{}").replies(200, "{}");

        assertThat(sent(paid, AUTH, "cf-aig-no-wholesale: false").status()).isEqualTo(200);
        assertThat(sent(paid, AUTH, "cf-aig-no-wholesale: true").text()).contains("\"code\":2044");
        assertThat(sent(paid, AUTH, "cf-aig-no-wholesale: true", "Authorization: Bearer own")
                        .status())
                .isEqualTo(200);
        assertThat(provider.calls())
                .allSatisfy(call ->
                        assertThat(call.headers().get("cf-aig-no-wholesale")).isNull());
    }

    @Test
    void cf_aig_no_wholesale_cannot_relax_byok_only() throws IOException {
        assertThat(sent(at("sealed"), "cf-aig-no-wholesale: false").text()).contains("\"code\":2044");
    }

    @Test
    void cf_aig_zdr_is_kept_and_changes_nothing_since_operators_have_one_key_for_each_provider() throws IOException {
        staysHere("cf-aig-zdr", "true");

        assertThat(options("cf-aig-zdr", "false").keys().zeroDataRetention()).isFalse();
        assertThat(options("cf-aig-zdr", "true").keys().zeroDataRetention()).isTrue();
    }

    @Test
    void cf_aig_otel_trace_id_means_nothing_yet_and_is_never_forwarded() throws IOException {
        staysHere("cf-aig-otel-trace-id", "0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void cf_aig_otel_parent_span_id_means_nothing_yet_and_is_never_forwarded() throws IOException {
        staysHere("cf-aig-otel-parent-span-id", "b7ad6b7169203331");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cf-aig-session-id",
                "cf-aig-turn-id",
                "cf-aig-no-session-affinity",
                "cf-aig-allowed-models",
                "cf-aig-allowed-providers"
            })
    void headers_of_the_auto_router_mean_nothing_yet_and_are_never_forwarded(String header) throws IOException {
        staysHere(header, "router-canary");
    }

    @Test
    void x_fal_target_url_is_the_whole_address_and_stays_here() throws IOException {
        provider.replies(200, "{}");

        door.post(
                Door.BASE + "/fal/any",
                BODY,
                "Authorization: Key f",
                "x-fal-target-url: https://queue.fal.run/a/b?c=d");

        assertThat(provider.call().address().upstream().base()).isEqualTo("https://queue.fal.run");
        assertThat(provider.call().address().query()).isEqualTo("c=d");
        assertThat(provider.call().headers().get("x-fal-target-url")).isNull();
    }

    @Test
    void x_fal_target_url_leads_nowhere_but_to_fal() throws IOException {
        Answer answer = door.post(
                Door.BASE + "/fal/any", BODY, "Authorization: Key f", "x-fal-target-url: https://fal.run.example/a");

        assertThat(answer.text()).contains("\"code\":2008");
        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void payment_method_and_payment_signature_mean_nothing_to_the_gateway() throws IOException {
        provider.replies(200, "{}");

        assertThat(sent(CHAT, "Payment-Method: x402", "PAYMENT-SIGNATURE: s").status())
                .isEqualTo(200);
    }

    @Test
    void sec_websocket_protocol_may_hold_a_token_and_stays_here() throws IOException {
        staysHere("sec-websocket-protocol", "cf-aig-authorization.a-token");
    }

    @Test
    void whatever_begins_as_ours_stays_here_though_nobody_knows_it() throws IOException {
        staysHere("cf-aig-of-tomorrow", "tomorrow-canary");
    }
}
