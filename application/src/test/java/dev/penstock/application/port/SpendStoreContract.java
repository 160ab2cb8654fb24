package dev.penstock.application.port;

import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static dev.penstock.application.port.SampleSpend.GATEWAY;
import static dev.penstock.application.port.SampleSpend.MINUTE;
import static dev.penstock.application.port.SampleSpend.START;
import static dev.penstock.application.port.SampleSpend.key;
import static dev.penstock.application.port.SampleSpend.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.spend.BucketKey;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendKey;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SpendStore} does. */
public interface SpendStoreContract {
    SettledSpend ONE = settled(key(GATEWAY, "r"), "0.10", "0.000000123456");

    /** The store under test, empty at first and the same throughout one test. */
    SpendStore spend();

    @Test
    default void loads_what_was_saved_to_the_digit() {
        SettledSpend large = settled(key(GATEWAY, "'; --"), "0", "123456789012345678901234567890.123456789012");

        spend().save(List.of(ONE, large));

        assertThat(spend().load()).containsExactlyInAnyOrder(ONE, large);
    }

    @Test
    default void keeps_the_last_amount_of_a_budget() {
        spend().save(List.of(ONE, settled(key(GATEWAY, "s"), "0", "1")));

        spend().save(List.of(settled(key(GATEWAY, "r"), "7", "8")));

        assertThat(spend().load())
                .containsExactlyInAnyOrder(settled(key(GATEWAY, "r"), "7", "8"), settled(key(GATEWAY, "s"), "0", "1"));
    }

    @Test
    default void tells_budgets_apart_by_everything_that_names_them() {
        GatewayAddress gateway = GATEWAY;
        List<SpendKey> keys = List.of(
                key(gateway, "r"),
                key(gateway, "R"),
                key(SampleGateways.address("h"), "r"),
                key(new GatewayAddress(OTHER_ACCOUNT, gateway.gateway()), "r"),
                new SpendKey(gateway, BucketKey.of("r", MINUTE.plusSeconds(1), List.of())),
                new SpendKey(
                        gateway,
                        BucketKey.ofElement(new RouteId(new UUID(1, 2)), new ElementId("e \u00e9"), MINUTE, "u1")),
                new SpendKey(gateway, BucketKey.of("r", MINUTE, List.of("user", "u1"))),
                new SpendKey(gateway, BucketKey.of("r", MINUTE, List.of("user", "u2"))),
                new SpendKey(
                        gateway,
                        BucketKey.of("r", MINUTE, List.of("user", "u2")).shared()));

        spend().save(keys.stream().map(key -> settled(key, "0", "1")).toList());

        assertThat(spend().load()).extracting(SettledSpend::key).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    default void forgets_what_counts_no_more() {
        SettledSpend longer =
                settled(new SpendKey(GATEWAY, BucketKey.of("r", MINUTE.multipliedBy(2), List.of())), "0", "1");
        spend().save(List.of(ONE, longer));

        spend().removeOver(ONE.over().minusMillis(1));
        assertThat(spend().load()).hasSize(2);

        spend().removeOver(ONE.over());
        assertThat(spend().load()).containsExactly(longer);
        assertThat(ONE.over()).isEqualTo(START.plusSeconds(120));
    }

    @Test
    default void forgets_a_gateway_and_no_other() {
        SettledSpend other = settled(key(SampleGateways.address("h"), "r"), "0", "1");
        SettledSpend foreign = settled(key(new GatewayAddress(OTHER_ACCOUNT, GATEWAY.gateway()), "r"), "0", "1");
        spend().save(List.of(ONE, other, foreign));

        spend().removeAll(GATEWAY);

        assertThat(spend().load()).containsExactlyInAnyOrder(other, foreign);
    }

    @Test
    default void takes_large_batches() {
        List<SettledSpend> batch = IntStream.range(0, 1000)
                .mapToObj(i -> settled(key(GATEWAY, "r" + i), "0", "0." + i + "1"))
                .toList();

        spend().save(batch);
        spend().save(batch);

        assertThat(spend().load()).containsExactlyInAnyOrderElementsOf(batch);
    }
}
