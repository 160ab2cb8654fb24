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
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract's table of request headers (data plane, section 2), row by row. What a feature makes of its header is told by
 * the tests of that feature; where there is none yet, the header is read or passed over, and stays here.
 */
class EveryRequestHeaderTest {
    private static final String CHAT = Door.BASE + "/openai/chat/completions";
    private static final String LOCKED = "/v1/" + SampleGateways.ACCOUNT + "/locked/openai/chat/completions";
    private static final String BODY = "{\"model\":\"gpt-4o\",\"messages\":[]}";

    private final FakeProviderClient provider = new FakeProviderClient();
    private final Door door = new Door(provider);

    @AfterEach
    void close() {
        door.close();
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

    @Test
    void cf_aig_skip_cache_is_read_also_under_its_older_name_and_stays_here() throws IOException {
        staysHere("cf-aig-skip-cache", "true");

        assertThat(options("cf-aig-skip-cache", "1").cache().skip()).isTrue();
        assertThat(options("cf-skip-cache", "TRUE").cache().skip()).isTrue();
        assertThat(options("cf-aig-skip-cache", "yes").cache().skip()).isNull();
    }

    @Test
    void cf_aig_cache_ttl_is_read_also_under_its_older_name_and_stays_here() throws IOException {
        staysHere("cf-aig-cache-ttl", "7777");

        assertThat(options("cf-aig-cache-ttl", "0").cache().timeToLive()).isEqualTo(Duration.ZERO);
        assertThat(options("cf-cache-ttl", "90").cache().timeToLive()).isEqualTo(Duration.ofSeconds(90));
        assertThat(options("cf-aig-cache-ttl", "soon").cache().timeToLive()).isNull();
    }

    @Test
    void cf_aig_cache_key_is_read_and_stays_here() throws IOException {
        staysHere("cf-aig-cache-key", "my-key");

        assertThat(options("cf-aig-cache-key", "my-key").cache().key()).isEqualTo("my-key");
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
    void cf_aig_byok_alias_is_read_and_stays_here() throws IOException {
        staysHere("cf-aig-byok-alias", "billing-2");

        assertThat(options("cf-aig-byok-alias", " billing-2 ").keys().alias()).isEqualTo("billing-2");
    }

    @Test
    void cf_aig_no_wholesale_is_read_and_stays_here() throws IOException {
        staysHere("cf-aig-no-wholesale", "true");

        assertThat(options("cf-aig-no-wholesale", "true").keys().noWholesale()).isTrue();
    }

    @Test
    void cf_aig_zdr_is_read_and_stays_here() throws IOException {
        staysHere("cf-aig-zdr", "true");

        assertThat(options("cf-aig-zdr", "false").keys().zeroDataRetention()).isFalse();
    }

    @Test
    void cf_aig_otel_trace_id_stays_here() throws IOException {
        staysHere("cf-aig-otel-trace-id", "0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void cf_aig_otel_parent_span_id_stays_here() throws IOException {
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
    void headers_of_the_auto_router_stay_here(String header) throws IOException {
        staysHere(header, "router-canary");
    }

    @Test
    void x_fal_target_url_is_the_whole_address_and_stays_here() throws IOException {
        provider.replies(200, "{}");

        door.post(Door.BASE + "/fal/any", BODY, "x-fal-target-url: https://queue.fal.run/a/b?c=d");

        assertThat(provider.call().address().upstream().base()).isEqualTo("https://queue.fal.run");
        assertThat(provider.call().address().query()).isEqualTo("c=d");
        assertThat(provider.call().headers().get("x-fal-target-url")).isNull();
    }

    @Test
    void x_fal_target_url_leads_nowhere_but_to_fal() throws IOException {
        Answer answer = door.post(Door.BASE + "/fal/any", BODY, "x-fal-target-url: https://fal.run.example/a");

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
