package dev.penstock.application.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.limit.Window;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link RateCounter} does. */
public interface RateCounterContract {
    Instant START = Instant.ofEpochSecond(1_800_000_000);
    CounterKey KEY = CounterKey.ofGateway(SampleGateways.address("g"));

    /** The counter under test, empty at first and the same throughout one test. */
    RateCounter counter();

    @ParameterizedTest
    @EnumSource(Technique.class)
    default void admits_exactly_the_limit_to_many_threads_at_once(Technique technique) {
        RateWindow rate = rate(100, technique);

        List<Integer> admitted = AtOnce.run(64, i -> admitted(KEY, rate, START, 50));

        assertThat(admitted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    }

    @Test
    default void admits_the_limit_again_in_the_next_fixed_window() {
        RateWindow rate = rate(3, Technique.FIXED);

        assertThat(admitted(KEY, rate, START.plusSeconds(59), 5)).isEqualTo(3);
        assertThat(admitted(KEY, rate, START.plusSeconds(60), 5)).isEqualTo(3);
        assertThat(admitted(KEY, rate, START.plusSeconds(119), 5)).isZero();
    }

    @Test
    default void counts_the_window_before_as_far_as_a_sliding_one_overlaps_with_it() {
        RateWindow rate = rate(10, Technique.SLIDING);

        assertThat(admitted(KEY, rate, START.plusSeconds(59), 20)).isEqualTo(10);
        assertThat(admitted(KEY, rate, START.plusSeconds(60), 20)).isZero();
        assertThat(admitted(KEY, rate, START.plusSeconds(90), 20)).isEqualTo(5);
    }

    @Test
    default void counts_each_key_apart() {
        RouteId route = new RouteId(new UUID(1, 1));
        Stream<CounterKey> keys = Stream.of(
                KEY,
                CounterKey.ofGateway(SampleGateways.address("h")),
                CounterKey.ofProviderKey(new ProviderConfigKey(SampleGateways.address("g"), new UUID(1, 1))),
                CounterKey.ofProviderKey(new ProviderConfigKey(SampleGateways.address("g"), new UUID(1, 2))),
                CounterKey.ofElement(SampleGateways.address("g"), route, new ElementId("e"), ""),
                CounterKey.ofElement(SampleGateways.address("g"), route, new ElementId("e"), "u1"),
                CounterKey.ofElement(SampleGateways.address("g"), route, new ElementId("e"), "u2"),
                CounterKey.ofElement(SampleGateways.address("g"), route, new ElementId("f"), "u2"));

        assertThat(keys)
                .allSatisfy(key -> assertThat(admitted(key, rate(2, Technique.FIXED), START, 5))
                        .isEqualTo(2));
    }

    @Test
    default void honours_a_changed_limit_at_once() {
        assertThat(admitted(KEY, rate(2, Technique.FIXED), START, 5)).isEqualTo(2);

        assertThat(admitted(KEY, rate(5, Technique.FIXED), START, 9)).isEqualTo(3);
        assertThat(admitted(KEY, rate(1, Technique.FIXED), START, 9)).isZero();
    }

    @Test
    default void gives_nothing_back_when_the_clock_steps_back() {
        RateWindow rate = rate(2, Technique.FIXED);

        assertThat(admitted(KEY, rate, START.plusSeconds(60), 5)).isEqualTo(2);
        assertThat(admitted(KEY, rate, START, 5)).isZero();
        assertThat(admitted(KEY, rate, START.plusSeconds(61), 5)).isZero();
    }

    @Test
    default void tells_what_is_counted_without_counting() {
        RateWindow rate = rate(10, Technique.SLIDING);
        CounterKey other = CounterKey.ofGateway(SampleGateways.address("h"));
        admitted(KEY, rate, START.plusSeconds(59), 4);

        assertThat(counted(KEY, rate.window(), START.plusSeconds(59))).isEqualByComparingTo("4");
        assertThat(counted(KEY, rate.window(), START.plusSeconds(90))).isEqualByComparingTo("2");
        assertThat(counted(KEY, rate(1, Technique.FIXED).window(), START.plusSeconds(60)))
                .isZero();
        assertThat(counted(other, rate.window(), START)).isZero();
        assertThat(admitted(KEY, rate, START.plusSeconds(59), 20)).isEqualTo(6);
    }

    private BigDecimal counted(CounterKey key, Window window, Instant now) {
        return counter().count(key, window, now).toCompletableFuture().join().counted(window, now);
    }

    @Test
    default void forgets_a_gateway_and_no_other() {
        CounterKey other = CounterKey.ofGateway(SampleGateways.address("h"));
        RateWindow rate = rate(2, Technique.FIXED);
        admitted(KEY, rate, START, 5);
        admitted(other, rate, START, 5);

        counter().removeAll(KEY.gateway());

        assertThat(admitted(KEY, rate, START, 5)).isEqualTo(2);
        assertThat(admitted(other, rate, START, 5)).isZero();
    }

    private static RateWindow rate(long limit, Technique technique) {
        return RateWindow.of(limit, Duration.ofMinutes(1), technique);
    }

    private int admitted(CounterKey key, RateWindow rate, Instant now, int calls) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += counter().admit(key, rate, now).toCompletableFuture().join() ? 1 : 0;
        }
        return admitted;
    }
}
