package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.StatedCost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadersTest {
    private static RequestOptions options(String name, String value) {
        return RequestHeaders.options(new Headers(List.of(new Header("Accept", "*/*"), new Header(name, value))));
    }

    @Test
    void are_none_without_a_header_of_ours() {
        assertThat(options("x-cf-aig-event-id", "e")).isSameAs(RequestOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer pst_1, pst_1",
        "bearer pst_1, pst_1",
        "BEARER   pst_1, pst_1",
        "pst_1, pst_1",
        "Basic abc, Basic abc",
    })
    void may_show_a_token_with_bearer_or_without(String value, String token) {
        assertThat(options("CF-AIG-Authorization", value).gatewayToken()).isEqualTo(new Secret(token));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "1, true",
        "false, false",
        "False, false",
        "0, false",
        "yes, ",
        "'', ",
        "2, ",
    })
    void read_a_switch_or_take_it_as_not_sent(String value, @Nullable Boolean expected) {
        assertThat(options("cf-aig-collect-log", value).log().collect()).isEqualTo(expected);
        assertThat(options("cf-aig-collect-log-payload", value).log().collectPayload())
                .isEqualTo(expected);
    }

    @Test
    void cut_an_event_id_that_is_too_long() {
        assertThat(options("cf-aig-event-id", "e".repeat(256)).eventId()).hasSize(256);
        assertThat(options("cf-aig-event-id", "e".repeat(257)).eventId()).isEqualTo("e".repeat(256));
        assertThat(options("cf-aig-event-id", "").eventId()).isNull();
    }

    @Test
    void take_the_first_of_two_lines() {
        Headers twice = new Headers(List.of(new Header("cf-aig-event-id", "a"), new Header("CF-AIG-EVENT-ID", "b")));

        assertThat(RequestHeaders.options(twice).eventId()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({"cf-aig-skip-cache", "cf-skip-cache"})
    void pass_the_cache_by_under_both_names(String name) {
        assertThat(options(name, "true").cache().skip()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"cf-aig-cache-ttl", "cf-cache-ttl"})
    void choose_how_long_an_answer_is_kept_under_both_names(String name) {
        assertThat(options(name, "3600").cache().timeToLive()).isEqualTo(Duration.ofHours(1));
        assertThat(options(name, "0").cache().timeToLive()).isEqualTo(Duration.ZERO);
        assertThat(options(name, "-1").cache().timeToLive()).isNull();
        assertThat(options(name, "1h").cache().timeToLive()).isNull();
    }

    @Test
    void name_a_cache_key() {
        assertThat(options("cf-aig-cache-key", "k").cache().key()).isEqualTo("k");
        assertThat(options("cf-aig-cache-key", "").cache().key()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "0, ", "6, ", "x, ", "'', "})
    void ask_for_retries_within_bounds(String value, @Nullable Integer expected) {
        assertThat(options("cf-aig-max-attempts", value).call().retry().maxAttempts())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "60000, 60000", "60001, ", "1.5, "})
    void ask_for_a_pause_between_attempts(String value, @Nullable Long expected) {
        assertThat(options("cf-aig-retry-delay", value).call().retry().delay())
                .isEqualTo(expected == null ? null : Duration.ofMillis(expected));
    }

    @ParameterizedTest
    @CsvSource({"constant, CONSTANT", "Linear, LINEAR", "exponential, EXPONENTIAL", "sometimes, "})
    void ask_for_a_growing_pause(String value, RetryPolicy.@Nullable Backoff expected) {
        assertThat(options("cf-aig-backoff", value).call().retry().backoff()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "250, 250", "0, ", "-5, ", "86400001, "})
    void limit_the_time_to_the_first_byte(String value, @Nullable Long expected) {
        assertThat(options("cf-aig-request-timeout", value).call().timeout())
                .isEqualTo(expected == null ? null : Duration.ofMillis(expected));
    }

    @ParameterizedTest
    @CsvSource({"off, OFF", "Restart, RESTART", "continue, CONTINUE", "on, ", "'', "})
    void say_how_a_broken_stream_goes_on(String value, ConductOptions.@Nullable Rescue expected) {
        assertThat(options("penstock-rescue", value).call().conduct())
                .isEqualTo(new ConductOptions(expected, null, null));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "86400000, 86400000", "0, ", "-5, ", "86400001, ", "5s, "})
    void limit_how_long_a_stream_may_be_silent(String value, @Nullable Long expected) {
        Duration limit = expected == null ? null : Duration.ofMillis(expected);

        assertThat(options("penstock-first-token-timeout", value).call().conduct())
                .isEqualTo(new ConductOptions(null, limit, null));
        assertThat(options("Penstock-Stall-Timeout", value).call().conduct())
                .isEqualTo(new ConductOptions(null, null, limit));
    }

    @Test
    void choose_among_stored_keys() {
        assertThat(options("cf-aig-byok-alias", " team ").keys().alias()).isEqualTo("team");
        assertThat(options("cf-aig-byok-alias", " ").keys().alias()).isNull();
        assertThat(options("cf-aig-no-wholesale", "true").keys().noWholesale()).isTrue();
        assertThat(options("cf-aig-zdr", "false").keys().zeroDataRetention()).isFalse();
    }

    @Test
    void state_what_the_request_costs() {
        assertThat(options("cf-aig-custom-cost", "{\"per_token_in\":0.5,\"per_token_out\":2}")
                        .log()
                        .customCost())
                .isEqualTo(new StatedCost.PerToken(new BigDecimal("0.5"), new BigDecimal("2"), null, null));
        assertThat(options("cf-aig-custom-cost", "{\"total_cost\":1}").log().customCost())
                .isEqualTo(new StatedCost.Total(new BigDecimal("1")));
        assertThat(options("cf-aig-custom-cost", "{\"per_token_in\":-1}").log().customCost())
                .isNull();
        assertThat(options("cf-aig-custom-cost", "5").log().customCost()).isNull();
    }

    @Test
    void of_a_step_go_before_those_of_its_request() {
        RequestOptions request = RequestHeaders.options(new Headers(List.of(
                new Header("cf-aig-cache-ttl", "60"),
                new Header("cf-aig-max-attempts", "5"),
                new Header("penstock-rescue", "restart"),
                new Header("penstock-stall-timeout", "2000"),
                new Header("cf-aig-retry-delay", "10"))));

        RequestOptions step = RequestHeaders.options(
                new Headers(List.of(
                        new Header("cf-aig-cache-ttl", "0"),
                        new Header("cf-aig-max-attempts", "1"),
                        new Header("penstock-stall-timeout", "1000"))),
                request);

        assertThat(step.cache().timeToLive()).isEqualTo(Duration.ZERO);
        assertThat(step.call().retry()).isEqualTo(new RetryPolicy(1, Duration.ofMillis(10), null));
        assertThat(step.call().conduct())
                .isEqualTo(new ConductOptions(ConductOptions.Rescue.RESTART, null, Duration.ofSeconds(1)));
    }
}
