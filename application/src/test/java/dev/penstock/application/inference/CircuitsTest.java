package dev.penstock.application.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.conduct.Outcome;
import dev.penstock.domain.conduct.Pass;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.provider.ProviderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitsTest {
    private static final int THREADS = 64;
    private static final BreakerRule RULE = new BreakerRule(5, Duration.ofSeconds(10));
    private static final Instant NOON = SampleCalls.NOON;
    private static final Instant LATER = NOON.plus(RULE.cooldown());
    private static final ProviderId OPENAI = new ProviderId("openai");

    private final Circuits circuits = new Circuits(RULE);

    private static Circuits.Name name(@Nullable String model) {
        return new Circuits.Name(SampleCalls.GATEWAY, OPENAI, model);
    }

    private void fail(Circuits.Name name, int times) {
        for (int i = 0; i < times; i++) {
            circuits.tell(name, new Pass(NOON, false), Outcome.BAD, NOON);
        }
    }

    /** The probes among those that ask at the same moment. */
    private List<Pass> probes(Circuits.Name name, Instant now) {
        List<Pass> probes = new ArrayList<>();
        AtOnce.run(THREADS, i -> Optional.ofNullable(circuits.enter(name, now)))
                .forEach(pass -> pass.filter(Pass::probe).ifPresent(probes::add));
        return probes;
    }

    @Test
    void let_one_of_many_callers_at_once_probe() {
        fail(name("m"), RULE.failures());

        for (int round = 1; round <= 100; round++) {
            Instant now = NOON.plus(RULE.cooldown().multipliedBy(round));
            List<Pass> probes = probes(name("m"), now);

            assertThat(probes).hasSize(1);
            circuits.tell(name("m"), probes.getFirst(), Outcome.BAD, now);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GOOD", "BAD"})
    void miss_no_failure_of_many_at_once(Outcome last) {
        Circuits many = new Circuits(new BreakerRule(THREADS + 1, RULE.cooldown()));
        AtOnce.run(THREADS, i -> {
            many.tell(name("m"), new Pass(NOON, false), Outcome.BAD, NOON);
            return i;
        });

        many.tell(name("m"), new Pass(NOON, false), last, NOON);

        assertThat(many.enter(name("m"), NOON) == null).isEqualTo(last == Outcome.BAD);
    }

    @Test
    void are_apart_for_each_gateway_provider_and_model() {
        fail(name("m"), RULE.failures());

        assertThat(circuits.enter(name("m"), NOON)).isNull();
        assertThat(circuits.enter(name("other"), NOON)).isNotNull();
        assertThat(circuits.enter(name(null), NOON)).isNotNull();
        assertThat(circuits.enter(new Circuits.Name(SampleCalls.GATEWAY, new ProviderId("groq"), "m"), NOON))
                .isNotNull();
        GatewayAddress elsewhere = SampleGateways.address("other");
        assertThat(circuits.enter(new Circuits.Name(elsewhere, OPENAI, "m"), NOON))
                .isNotNull();
    }

    @Test
    void take_room_only_while_there_is_trouble() {
        circuits.tell(name("fine"), new Pass(NOON, false), Outcome.GOOD, NOON);
        assertThat(circuits.count()).isZero();
        fail(name("m"), RULE.failures());
        assertThat(circuits.count()).isEqualTo(1);

        Pass probe = Objects.requireNonNull(circuits.enter(name("m"), LATER));
        circuits.tell(name("m"), probe, Outcome.GOOD, LATER);

        assertThat(circuits.count()).isZero();
    }

    @Test
    void take_no_more_than_so_much_room_whatever_callers_ask_for() {
        for (int i = 0; i < 10_500; i++) {
            fail(name("m" + i), 1);
        }

        assertThat(circuits.count()).isEqualTo(10_000);
        fail(name("new"), RULE.failures());
        assertThat(circuits.enter(name("new"), NOON)).isNull();
    }

    @Test
    void keep_no_names_that_no_model_has() {
        fail(name("x".repeat(257)), RULE.failures());

        assertThat(circuits.count()).isZero();
        assertThat(circuits.enter(name("x".repeat(257)), NOON)).isNotNull();
    }
}
