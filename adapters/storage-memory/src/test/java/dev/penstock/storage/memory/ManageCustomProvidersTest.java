package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleCustomProviders.costDraft;
import static dev.penstock.application.port.SampleCustomProviders.draft;
import static dev.penstock.application.port.SampleCustomProviders.enable;
import static dev.penstock.application.port.SampleCustomProviders.fullDraft;
import static dev.penstock.application.port.SampleCustomProviders.providerId;
import static dev.penstock.application.port.SampleCustomProviders.slug;
import static dev.penstock.application.port.SampleGateways.ACCOUNT;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.customprovider.ManageCustomCosts;
import dev.penstock.application.customprovider.ManageCustomProviders;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.provider.ProviderId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManageCustomProvidersTest {
    private final MemoryCustomProviderStore store = new MemoryCustomProviderStore();
    private final MemoryCustomCostStore costStore = new MemoryCustomCostStore();
    private final LiveSettings live = new LiveSettings(new MemoryGatewayStore(), new MemoryAccessStore(), List.of());
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleGateways.CREATED);
    private final ManageCustomProviders providers =
            new ManageCustomProviders(store, costStore, live, now::get, UUID::randomUUID);
    private final ManageCustomCosts costs =
            new ManageCustomCosts(costStore, store, providers, now::get, UUID::randomUUID);

    @Test
    void traffic_knows_a_provider_from_its_creation_to_its_end() {
        CustomProvider made = providers.create(ACCOUNT, draft("One", "one", "https://one.example"));
        assertThat(live.current().customProviders().find(ACCOUNT, "custom-one")).isEqualTo(made);
        assertThat(live.current().customProviders().find(OTHER_ACCOUNT, "custom-one"))
                .isNull();

        CustomProvider moved = providers.change(ACCOUNT, made.id(), slug("two"));
        assertThat(live.current().customProviders().find(ACCOUNT, "custom-one")).isNull();
        assertThat(live.current().customProviders().find(ACCOUNT, "custom-two")).isEqualTo(moved);

        providers.change(ACCOUNT, made.id(), enable(false));
        assertThat(live.current().customProviders().find(ACCOUNT, "custom-two")).isNull();

        providers.change(ACCOUNT, made.id(), enable(true));
        providers.remove(ACCOUNT, made.id());
        assertThat(live.current().customProviders().find(ACCOUNT, "custom-two")).isNull();
    }

    @Test
    void a_change_keeps_what_it_does_not_name() {
        CustomProvider made = providers.create(ACCOUNT, fullDraft("one"));
        now.set(SampleGateways.CREATED.plusSeconds(5));

        CustomProvider changed = providers.change(ACCOUNT, made.id(), slug("two"));

        assertThat(changed.presentation()).isEqualTo(made.presentation());
        assertThat(changed.reach().headers()).isEqualTo(made.reach().headers());
        assertThat(changed.reach().enabled()).isTrue();
        assertThat(changed.createdAt()).isEqualTo(made.createdAt());
        assertThat(changed.modifiedAt()).isEqualTo(made.createdAt().plusSeconds(5));
    }

    @Test
    void refuses_a_taken_slug_and_changes_nothing() {
        providers.create(ACCOUNT, fullDraft("one"));
        CustomProvider other = providers.create(ACCOUNT, fullDraft("two"));

        assertThat(problemOf(() -> providers.create(ACCOUNT, fullDraft("one"))))
                .isInstanceOfSatisfying(Problem.AlreadyExists.class, taken -> {
                    assertThat(taken.at()).hasToString("slug");
                    assertThat(taken.message()).contains("already exists");
                });
        assertThat(problemOf(() -> providers.change(ACCOUNT, other.id(), slug("one"))))
                .isInstanceOf(Problem.AlreadyExists.class);
        assertThat(providers.find(ACCOUNT, other.id())).isEqualTo(other);
    }

    @Test
    void a_provider_takes_its_costs_with_it() {
        CustomProvider gone = providers.create(ACCOUNT, fullDraft("gone"));
        CustomProvider kept = providers.create(ACCOUNT, fullDraft("kept"));
        CustomCost itsCost = costs.create(ACCOUNT, gone.id(), costDraft("m", "equals", "1", "2"));
        CustomCost otherCost = costs.create(ACCOUNT, kept.id(), costDraft("m", "equals", "1", "2"));

        providers.remove(ACCOUNT, gone.id());

        assertThat(problemOf(() -> costs.find(ACCOUNT, itsCost.id())))
                .isEqualTo(new Problem.NotFound(Problem.Thing.CUSTOM_COST));
        assertThat(costs.find(ACCOUNT, otherCost.id())).isEqualTo(otherCost);
    }

    @Test
    void a_cost_needs_a_provider_of_its_own_account() {
        CustomProvider theirs = providers.create(OTHER_ACCOUNT, fullDraft("one"));

        for (var provider : List.of(theirs.id(), providerId(99))) {
            assertThat(problemOf(() -> costs.create(ACCOUNT, provider, costDraft("m", "equals", "1", "2"))))
                    .isInstanceOfSatisfying(Problem.Invalid.class, wrong -> {
                        assertThat(wrong.violations()).hasSize(1);
                        assertThat(wrong.violations().get(0).path()).hasToString("account_provider_id");
                        assertThat(wrong.violations().get(0).message()).contains("was not found");
                    });
        }
        assertThat(costStore.all()).isEmpty();
    }

    @Test
    void traffic_is_priced_by_a_cost_at_once() {
        CustomProvider made = providers.create(ACCOUNT, fullDraft("one"));
        CustomCost cost = costs.create(ACCOUNT, made.id(), costDraft("m", "equals", "0.5", "0.25"));
        assertThat(priced()).isEqualTo("2.25");

        costs.change(ACCOUNT, cost.id(), costDraft("m", "equals", "1", "0"));
        assertThat(priced()).isEqualTo("4");

        costs.remove(ACCOUNT, cost.id());
        assertThat(priced()).isNull();
    }

    @Test
    void changes_at_once_lose_nothing() {
        CustomProvider made = providers.create(ACCOUNT, fullDraft("one"));

        AtOnce.run(8, i -> providers.change(ACCOUNT, made.id(), i % 2 == 0 ? slug("two") : enable(false)));

        CustomProvider after = providers.find(ACCOUNT, made.id());
        assertThat(after.slug().value()).isEqualTo("two");
        assertThat(after.reach().enabled()).isFalse();
    }

    @Nullable
    private String priced() {
        var cost = live.current()
                .customProviders()
                .cost(ACCOUNT, new ProviderId("custom-one"), "m", null, TokenUsage.of(4, 1));
        return cost == null ? null : cost.usd().stripTrailingZeros().toPlainString();
    }

    private static Problem problemOf(ThrowingCallable deed) {
        AtomicReference<Problem> problem = new AtomicReference<>();
        assertThatThrownBy(deed).isInstanceOfSatisfying(ProblemException.class, e -> problem.set(e.problem()));
        return problem.get();
    }
}
