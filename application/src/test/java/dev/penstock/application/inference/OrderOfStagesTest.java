package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static dev.penstock.application.inference.SampleCalls.toProvider;
import static dev.penstock.application.inference.SampleCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.FakeAccessStore;
import dev.penstock.application.port.FakeAccountStore;
import dev.penstock.application.port.FakeAlarm;
import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.port.FakeProviderClient;
import dev.penstock.application.port.FakeReplyCache;
import dev.penstock.application.port.NoLimits;
import dev.penstock.application.port.RateCounter;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SpendLedger;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.Policies;
import dev.penstock.domain.gateway.RateLimit;
import dev.penstock.domain.gateway.SpendLimits;
import dev.penstock.domain.gateway.SpendRule;
import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.inference.CacheOptions;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.KeyOptions;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateCount;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.limit.Window;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.SpendBucket;
import dev.penstock.domain.spend.SpendClaim;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Which of two reasons a caller hears who gives both (data plane, section 1). Behaviour, not taste: a change here needs a
 * decision record.
 */
class OrderOfStagesTest {
    private static final Gateway LIMITED = limited();

    private final FakeGatewayStore gateways = new FakeGatewayStore().with(LIMITED);
    private final LiveSettings live = new LiveSettings(gateways, new FakeAccessStore(), List.of());
    private final FakeLogStore logs = new FakeLogStore();
    private final LogQueue queue = new LogQueue(logs, new ByteBudget(1 << 20), failure -> {}).start();
    private final InstantSource clock = InstantSource.fixed(SampleCalls.NOON);
    private final FakeProviderClient provider = new FakeProviderClient();
    private final FakeReplyCache cache = new FakeReplyCache();
    private boolean rateIsUsedUp = true;
    private boolean budgetIsUsedUp = true;
    private final ServeInference inference = new SampleStages(live, SampleCalls.CATALOG, queue, clock, new FakeAlarm())
            .with(cache)
            .with(new Rates())
            .with(new Budgets())
            .serve(
                    new ManageGateways(gateways, List.of(logs), live, clock, new Random(1)),
                    new ManageAccounts(new FakeAccountStore(), clock),
                    provider);

    OrderOfStagesTest() {
        live.refresh();
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private static Gateway limited() {
        Policies defaults = Policies.DEFAULTS;
        SpendRule rule = new SpendRule(
                "rule",
                true,
                BigDecimal.ONE,
                Duration.ofHours(1),
                Technique.FIXED,
                new SpendRule.Scope(null, null, Map.of()));
        Policies policies = new Policies(
                defaults.cache(),
                new RateLimit(1, Duration.ofMinutes(1), null),
                defaults.retry(),
                defaults.log(),
                defaults.access(),
                defaults.content(),
                defaults.export(),
                new SpendLimits(true, List.of(rule)));
        Instant created = SampleCalls.NOON.minusSeconds(60);
        return new Gateway(SampleGateways.address("chat"), policies, created, created);
    }

    @Test
    void what_is_kept_is_told_before_any_limit_is_asked() {
        rateIsUsedUp = false;
        budgetIsUsedUp = false;
        provider.replies(200, "{}");
        value(serve(asking("cached", false)));
        rateIsUsedUp = true;
        budgetIsUsedUp = true;

        InferenceReply again = value(serve(asking("cached", false)));

        assertThat(again.origin().cached()).isTrue();
        assertThat(provider.calls()).hasSize(1);
    }

    @Test
    void the_provider_is_known_before_the_rate_limit_is_asked() {
        assertThat(problem(serve(SampleCalls.toUnified("nobody/m")))).isInstanceOf(Problem.Unsupported.class);
    }

    @Test
    void the_rate_limit_comes_before_the_budget() {
        assertThat(problem(serve(toProvider("openai")))).isEqualTo(new Problem.RateLimited());
    }

    @Test
    void the_budget_comes_before_the_key() {
        rateIsUsedUp = false;

        assertThat(problem(serve(asking(null, true)))).isInstanceOf(Problem.SpendLimitReached.class);
    }

    @Test
    void a_model_that_gets_a_rest_is_left_out_before_its_key_is_used() {
        rateIsUsedUp = false;
        budgetIsUsedUp = false;
        for (int i = 0; i < BreakerRule.USUAL.failures(); i++) {
            provider.replies(503, "").replies(200, "{}");
            value(serve(Trial.steps(Trial.step("openai"), Trial.step("plain"))));
        }
        provider.replies(200, "{}");

        RequestOptions wantsKey = asking(null, true).options();
        value(serve(SampleCalls.another(Trial.steps(Trial.step("openai", wantsKey), Trial.step("plain")))));

        queue.close();
        assertThat(logs.written())
                .extracting(written -> written.entry().outcome())
                .filteredOn(outcome -> outcome.ending() == LogEntry.Ending.REFUSED)
                .singleElement()
                .extracting(LogEntry.Outcome::cause)
                .asString()
                .contains("gets a rest");
    }

    @Test
    void the_key_comes_before_the_call() {
        rateIsUsedUp = false;
        budgetIsUsedUp = false;

        assertThat(problem(serve(asking(null, true)))).isEqualTo(new Problem.KeyRequired());

        assertThat(provider.calls()).isEmpty();
    }

    @Test
    void who_may_not_use_any_key_hears_nothing_of_what_is_kept() {
        rateIsUsedUp = false;
        budgetIsUsedUp = false;
        provider.replies(200, "{}");
        value(serve(asking("cached", false)));

        assertThat(problem(serve(asking("cached", true)))).isEqualTo(new Problem.KeyRequired());
    }

    private static InferenceRequest asking(@Nullable String cacheKey, boolean insistsOnKey) {
        RequestOptions none = RequestOptions.NONE;
        return with(
                new RequestOptions(
                        null,
                        null,
                        none.log(),
                        new CacheOptions(null, null, cacheKey, null),
                        none.call(),
                        new KeyOptions(null, insistsOnKey, null)),
                toProvider("openai"));
    }

    private CompletionStage<InferenceReply> serve(InferenceRequest request) {
        return inference.serve(request, new CompletableFuture<>());
    }

    private final class Rates implements RateCounter {
        @Override
        public CompletionStage<Boolean> admit(CounterKey key, RateWindow window, Instant now) {
            return CompletableFuture.completedFuture(!rateIsUsedUp);
        }

        @Override
        public CompletionStage<RateCount> count(CounterKey key, Window window, Instant now) {
            return new NoLimits().count(key, window, now);
        }

        @Override
        public void removeAll(GatewayAddress gateway) {}
    }

    private final class Budgets implements SpendLedger {
        @Override
        public CompletionStage<Admission<Reservation>> reserve(
                GatewayAddress gateway, List<SpendClaim> claims, @Nullable Cost estimate, Instant now) {
            return budgetIsUsedUp
                    ? CompletableFuture.completedFuture(new Admission.Refused<>(claims.get(0)))
                    : new NoLimits().reserve(gateway, claims, estimate, now);
        }

        @Override
        public CompletionStage<SpendBucket> spent(GatewayAddress gateway, SpendClaim claim, Instant now) {
            return new NoLimits().spent(gateway, claim, now);
        }

        @Override
        public void removeAll(GatewayAddress gateway) {}
    }
}
