package dev.penstock.application.inference;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.ProviderClient;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.provider.ProviderCatalog;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/** All stages in their order, for tests that look at them together. What a test does not choose is switched off. */
public final class SampleStages {
    private final LiveSettings live;
    private final ProviderCatalog catalog;
    private final LogQueue queue;
    private final InstantSource clock;
    private final Alarm alarm;
    private PriceBook prices = PriceBook.EMPTY;
    private Executor eventLoop = Runnable::run;

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

    public SampleStages on(Executor loop) {
        eventLoop = loop;
        return this;
    }

    public ServeInference serve(ManageGateways gateways, ManageAccounts accounts, ProviderClient client) {
        RequestIds entryIds = new RequestIds(new SplittableRandom(11));
        Recordings recordings = new Recordings(queue, new PriceReply(prices), clock);
        return new ServeInference(
                live,
                new FindGateway(catalog, gateways, accounts, Runnable::run, eventLoop),
                () -> entryIds.next(clock.instant()),
                new ServeInference.Stages(
                        new CheckCaller(),
                        new FollowSteps(alarm, clock),
                        new RecordLog(recordings),
                        new FindProvider(catalog),
                        new RetryCall(alarm, clock, new SplittableRandom(12)),
                        new RecordAttempt(recordings),
                        new LimitTime(alarm),
                        new CallProvider(client)));
    }
}
