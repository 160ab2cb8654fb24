package dev.penstock.application.inference;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.cache.CachedReplies;
import dev.penstock.application.cache.Flights;
import dev.penstock.application.cache.KeepingLimits;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.FakeAnswerForms;
import dev.penstock.application.port.FakeReplyCache;
import dev.penstock.application.port.NoLimits;
import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.port.RateCounter;
import dev.penstock.application.port.ReplyCache;
import dev.penstock.application.port.SpendLedger;
import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/** All stages in their order, for tests that look at them together. What a test does not choose is switched off. */
public final class SampleStages {
    private static final long LARGEST_KEPT = 1024 * 1024;

    private final LiveSettings live;
    private final ProviderCatalog catalog;
    private final LogQueue queue;
    private final InstantSource clock;
    private final Alarm alarm;
    private PriceBook prices = PriceBook.EMPTY;
    private Executor eventLoop = Runnable::run;
    private RateCounter rates = new NoLimits();
    private SpendLedger spend = new NoLimits();
    private ReplyCache cache = new FakeReplyCache();
    private Map<ProviderId, Credential> operatorKeys = Map.of();
    private boolean singleFlight;
    private final KeepingLimits keeping = new KeepingLimits(LARGEST_KEPT, new ByteBudget(16 * LARGEST_KEPT));

    public SampleStages(LiveSettings live, ProviderCatalog catalog, LogQueue queue, InstantSource clock, Alarm alarm) {
        this.live = live;
        this.catalog = catalog;
        this.queue = queue;
        this.clock = clock;
        this.alarm = alarm;
    }

    public SampleStages with(PriceBook known) {
        prices = known;
        return this;
    }

    public SampleStages with(RateCounter counter) {
        rates = counter;
        return this;
    }

    public SampleStages with(SpendLedger ledger) {
        spend = ledger;
        return this;
    }

    public SampleStages with(ReplyCache kept) {
        cache = kept;
        return this;
    }

    public SampleStages withOperatorKeys(Map<ProviderId, Credential> keys) {
        operatorKeys = keys;
        return this;
    }

    public SampleStages sharingCalls() {
        singleFlight = true;
        return this;
    }

    public SampleStages on(Executor loop) {
        eventLoop = loop;
        return this;
    }

    /** Calls one after the other, whose answers come in the form of {@link FakeAnswerForms}. */
    static TakeTurns turns(Alarm alarm) {
        FakeAnswerForms forms = new FakeAnswerForms();
        return new TakeTurns(forms, new SecureAnswer(forms, PriceBook.EMPTY, ConductSettings.DEFAULTS, alarm), alarm);
    }

    public ServeInference serve(ManageGateways gateways, ManageAccounts accounts, ProviderClient client) {
        RequestIds entryIds = new RequestIds(new SplittableRandom(11));
        PriceReply priceReply = new PriceReply(prices);
        Recordings recordings = new Recordings(queue, priceReply, clock);
        FakeAnswerForms forms = new FakeAnswerForms();
        TakeTurns turns = turns(alarm);
        return new ServeInference(
                live,
                new HoldBody(live, catalog),
                new FindGateway(catalog, gateways, accounts, Runnable::run, eventLoop),
                () -> entryIds.next(clock.instant()),
                new ServeInference.Stages(
                        new CheckCaller(),
                        new FollowSteps(turns, clock),
                        new FollowRoute(
                                new RouteSetting(
                                        catalog,
                                        new ElementLimits(rates, spend, priceReply, catalog, clock),
                                        (pattern, text) -> text.contains(pattern.text()),
                                        new SplittableRandom(13),
                                        clock),
                                turns,
                                new RecordLog(recordings)),
                        new RecordLog(recordings),
                        new FindProvider(catalog),
                        new ChooseKey((provider, secret, id) -> Credential.plain(secret, id), operatorKeys),
                        new ServeFromCache(
                                new CachedReplies(cache, new Flights(), keeping, clock, eventLoop), singleFlight),
                        new LimitRate(rates, clock),
                        new LimitSpend(spend, priceReply, clock),
                        new BreakCircuit(new Circuits(BreakerRule.USUAL), clock),
                        new UseKey(rates, clock),
                        new RetryCall(ConductSettings.DEFAULTS, alarm, clock, new SplittableRandom(12)),
                        new RecordAttempt(recordings),
                        new LimitTime(ConductSettings.DEFAULTS, alarm),
                        new AwaitAnswer(forms, ConductSettings.DEFAULTS, alarm, clock),
                        new CallProvider(client)));
    }
}
