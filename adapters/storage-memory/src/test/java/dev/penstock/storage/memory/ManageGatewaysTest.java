package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleGateways.ACCOUNT;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static dev.penstock.application.port.SampleGateways.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleLogs;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.gateway.ContentPolicy;
import dev.penstock.domain.gateway.ExportPolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.validation.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ManageGatewaysTest {
    private static final GatewayDraft FULL = SampleGateways.fullDraft(SampleGateways.ruledDlp());

    private final MemoryGatewayStore store = new MemoryGatewayStore();
    private final MemoryLogStore logs = new MemoryLogStore(100);
    private final LiveSettings live = new LiveSettings(store, new MemoryAccessStore(), List.of());
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleGateways.CREATED);
    private final ManageGateways gateways = new ManageGateways(store, List.of(logs), live, now::get, new Random(1));

    @Test
    void creates_a_gateway_that_traffic_knows_at_once() {
        Gateway made = gateways.create(address("a"), FULL);

        assertThat(gateways.find(address("a"))).isEqualTo(made);
        assertThat(live.current().gateway(address("a"))).isEqualTo(made);
        assertThat(made.createdAt()).isEqualTo(SampleGateways.CREATED);
    }

    @Test
    void gives_spend_rules_an_id_of_eight_hexadecimal_digits() {
        Gateway made = gateways.create(address("a"), FULL);

        assertThat(String.valueOf(made.policies().spendLimits())).containsPattern("id=[0-9a-f]{8},");
    }

    @Test
    void refuses_a_taken_id_as_wrong_input_and_changes_nothing() {
        Gateway first = gateways.create(address("a"), GatewayDraft.PLAIN);

        Problem problem = problemOf(() -> gateways.create(address("a"), FULL));

        assertThat(problem).isInstanceOfSatisfying(Problem.AlreadyExists.class, taken -> {
            assertThat(taken.at()).hasToString("id");
            assertThat(taken.message()).contains("already exists");
        });
        assertThat(gateways.find(address("a"))).isEqualTo(first);
    }

    @Test
    void refuses_wrong_settings_and_changes_nothing() {
        Gateway kept = gateways.create(address("a"), GatewayDraft.PLAIN);
        GatewayDraft wrong = GatewayDraft.PLAIN.withCache(new CachePolicy.Draft(Given.of(-1L), Given.omitted()));

        assertThat(problemOf(() -> gateways.replace(address("a"), wrong)))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        invalid -> assertThat(invalid.violations()).hasSize(2));
        assertThat(problemOf(() -> gateways.create(address("b"), wrong))).isInstanceOf(Problem.Invalid.class);
        assertThat(store.all()).containsExactly(kept);
    }

    @Test
    void keeps_optional_settings_that_a_replacement_leaves_out() {
        Gateway made = gateways.create(address("a"), FULL);
        now.set(SampleGateways.CREATED.plusSeconds(5));

        Gateway next = gateways.replace(address("a"), GatewayDraft.PLAIN);

        assertThat(next.policies().content()).isEqualTo(made.policies().content());
        assertThat(next.policies().export()).isEqualTo(made.policies().export());
        assertThat(next.policies().retry()).isEqualTo(made.policies().retry());
        assertThat(next.policies().access()).isEqualTo(made.policies().access());
        assertThat(next.policies().spendLimits()).isEqualTo(made.policies().spendLimits());
        assertThat(next.policies().cache()).isEqualTo(CachePolicy.OFF);
        assertThat(next.createdAt()).isEqualTo(made.createdAt());
        assertThat(Duration.between(made.createdAt(), next.modifiedAt())).isEqualTo(Duration.ofSeconds(5));
        assertThat(live.current().gateway(address("a"))).isEqualTo(next);
    }

    @Test
    void clears_what_a_replacement_sends_as_null() {
        gateways.create(address("a"), FULL);
        GatewayDraft cleared = new GatewayDraft(
                FULL.cache(),
                FULL.rateLimit(),
                FULL.retry(),
                FULL.log(),
                FULL.access(),
                new ContentPolicy.Draft(Given.of(null), Given.of(null)),
                new ExportPolicy.Draft(Given.of(null), Given.of(null)),
                Given.of(null));

        Gateway next = gateways.replace(address("a"), cleared);

        assertThat(next.policies().content()).isEqualTo(ContentPolicy.NONE);
        assertThat(next.policies().export()).isEqualTo(ExportPolicy.NONE);
        assertThat(next.policies().spendLimits()).isNull();
    }

    @Test
    void replaces_one_after_the_other_when_several_do_at_once() {
        gateways.create(address("a"), FULL);

        AtOnce.run(
                8,
                i -> gateways.replace(
                        address("a"),
                        GatewayDraft.PLAIN.withCache(new CachePolicy.Draft(Given.of((long) i), Given.of(false)))));

        assertThat(live.current().gateway(address("a"))).isEqualTo(gateways.find(address("a")));
        assertThat(gateways.find(address("a")).policies().content())
                .isEqualTo(SampleGateways.full("a").policies().content());
    }

    @Test
    void does_not_find_what_is_not_there() {
        assertThat(problemOf(() -> gateways.find(address("a")))).isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));
        assertThat(problemOf(() -> gateways.remove(address("a"))))
                .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));
        assertThat(problemOf(() -> gateways.replace(address("a"), FULL)))
                .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));
    }

    @Test
    void lists_the_gateways_of_one_account() {
        gateways.create(address("b"), GatewayDraft.PLAIN);
        gateways.create(address("a"), GatewayDraft.PLAIN);
        gateways.create(SampleGateways.plain(OTHER_ACCOUNT, "c").address(), GatewayDraft.PLAIN);

        assertThat(gateways.list(ACCOUNT, null, new PageRequest(1, 20)).items())
                .extracting(gateway -> gateway.id().value())
                .containsExactly("a", "b");
        assertThat(gateways.list(ACCOUNT, "b", new PageRequest(1, 20)).total()).isEqualTo(1);
    }

    @Test
    void removes_a_gateway_with_its_logs_and_no_others() {
        gateways.create(address("logs"), GatewayDraft.PLAIN);
        logs.append(SampleLogs.written(0, 2));
        logs.append(List.of(SampleLogs.written(SampleLogs.entry(address("kept"), 1))));

        gateways.remove(address("logs"));

        assertThat(live.current().gateway(address("logs"))).isNull();
        assertThat(logs.find(SampleLogs.entry(0).key())).isEmpty();
        assertThat(logs.find(SampleLogs.entry(address("kept"), 1).key())).isPresent();
    }

    @Test
    void makes_the_default_gateway_once_however_many_ask() {
        List<Gateway> answers = AtOnce.run(8, i -> gateways.ensureDefault(ACCOUNT));

        assertThat(answers).containsOnly(answers.get(0));
        assertThat(store.all()).hasSize(1);
        assertThat(answers.get(0).isDefault()).isTrue();
        assertThat(answers.get(0).policies().access().requiresToken()).isTrue();
        assertThat(live.current().gateway(address("default"))).isNotNull();
    }

    private static Problem problemOf(ThrowingCallable deed) {
        AtomicReference<Problem> problem = new AtomicReference<>();
        assertThatThrownBy(deed).isInstanceOfSatisfying(ProblemException.class, e -> problem.set(e.problem()));
        return problem.get();
    }
}
