package dev.penstock.domain.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubprotocolsTest {
    private static Subprotocols of(String... items) {
        return new Subprotocols(List.of(items));
    }

    @Test
    void are_read_from_all_lines_of_the_header() {
        Headers headers = new Headers(List.of(
                new Header("Sec-WebSocket-Protocol", "a, b ,,c"),
                new Header("other", "x"),
                new Header("sec-websocket-protocol", "d")));

        assertThat(Subprotocols.in(headers).items()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void hold_the_gateways_token() {
        Subprotocols offered = of("realtime", "cf-aig-authorization.pst_1.2");

        assertThat(offered.gatewayToken()).extracting(token -> token.reveal()).isEqualTo("pst_1.2");
        assertThat(offered.withoutGatewayToken().items()).containsExactly("realtime");
        assertThat(of("cf-aig-authorization.").gatewayToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cf-aig-authorization.x",
                "xi-api-key.x",
                "fal-api-key.x",
                "openai-insecure-api-key.x",
                "XI-API-KEY.x",
                "some-token.x"
            })
    void tell_no_credential_aloud(String item) {
        assertThat(of("a", item, "openai-beta.realtime-v1").plain()).containsExactly("a", "openai-beta.realtime-v1");
        assertThat(of(item).toString()).doesNotContain(".x");
    }

    @Test
    void tell_nothing_aloud_that_follows_a_scheme() {
        assertThat(of("token", "secret", "bearer", "other").plain()).containsExactly("token", "bearer");
    }

    @Test
    void can_lose_what_holds_an_unwanted_value() {
        assertThat(of("a", "t", "k.t", "k.u").withoutValues("t"::equals).items())
                .containsExactly("a", "k.u");
    }
}
