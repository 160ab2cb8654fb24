package dev.penstock.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CounterKeyTest {
    private static final GatewayAddress GATEWAY = new GatewayAddress(new AccountId("a"), new GatewayId("g"));

    private static CounterKey key(String value) {
        return CounterKey.ofElement(GATEWAY, new RouteId(new UUID(1, 2)), new ElementId("e"), value);
    }

    @Test
    void stays_small_whatever_callers_send() {
        assertThat(key("x".repeat(100_000)).value()).hasSize(32);
    }

    @Test
    void tells_values_apart() {
        assertThat(key("u1")).isEqualTo(key("u1")).isNotEqualTo(key("u2")).isNotEqualTo(key(""));
        assertThat(key("*")).isNotEqualTo(key("u1").shared());
        assertThat(key("u1").shared()).isEqualTo(key("u2").shared());
    }

    @Test
    void minds_how_texts_are_divided() {
        assertThat(Digest.of(List.of("ab", "c"))).isNotEqualTo(Digest.of(List.of("a", "bc")));
    }
}
