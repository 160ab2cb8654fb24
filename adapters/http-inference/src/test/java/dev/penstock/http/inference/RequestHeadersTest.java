package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.RequestOptions;
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
        assertThat(options("cf-aig-collect-log", value).collectLog()).isEqualTo(expected);
        assertThat(options("cf-aig-collect-log-payload", value).collectPayload())
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
}
