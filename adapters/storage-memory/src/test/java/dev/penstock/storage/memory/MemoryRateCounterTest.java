package dev.penstock.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.RateCounter;
import dev.penstock.application.port.RateCounterContract;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryRateCounterTest implements RateCounterContract {
    private static final int MOST = 100;
    private static final GatewayAddress GATEWAY = SampleGateways.address("g");
    private static final RateWindow ONE = RateWindow.of(1, Duration.ofMinutes(1), Technique.FIXED);

    private final MemoryRateCounter counter = new MemoryRateCounter(MOST);

    @Override
    public RateCounter counter() {
        return counter;
    }

    private static CounterKey key(GatewayAddress gateway, int value) {
        return CounterKey.ofElement(gateway, new RouteId(new UUID(1, 1)), new ElementId("e"), "u" + value);
    }

    private boolean admit(CounterKey key, Instant now) {
        return counter.admit(key, ONE, now).toCompletableFuture().join();
    }

    private long admitted(GatewayAddress gateway, int values, Instant now) {
        return IntStream.range(0, values)
                .filter(i -> admit(key(gateway, i), now))
                .count();
    }

    @Test
    void lets_values_beyond_its_bound_share_one_counter() {
        assertThat(admitted(GATEWAY, 10 * MOST, START)).isEqualTo(MOST + 1);

        assertThat(counter.keys(GATEWAY)).isEqualTo(MOST + 1);
        assertThat(admit(CounterKey.ofGateway(GATEWAY), START)).isTrue();
        assertThat(admitted(SampleGateways.address("h"), MOST, START)).isEqualTo(MOST);
    }

    @Test
    void takes_counters_out_once_they_are_over() {
        admitted(GATEWAY, MOST, START);
        Instant later = START.plusSeconds(120);

        for (int i = 0; i < MOST; i++) {
            assertThat(admit(key(GATEWAY, 1000 + i), later)).isTrue();
        }

        assertThat(counter.keys(GATEWAY)).isLessThanOrEqualTo(MOST + 1);
    }

    @Test
    void counts_exactly_while_others_take_counters_out() {
        for (int round = 0; round < 50; round++) {
            Instant now = START.plusSeconds(120L * round);

            long admitted =
                    AtOnce.run(
                                    16,
                                    thread -> IntStream.range(0, 40)
                                            .filter(i -> admit(key(GATEWAY, i), now))
                                            .count())
                            .stream()
                            .mapToLong(Long::longValue)
                            .sum();

            assertThat(admitted).isEqualTo(40);
        }
    }
}
