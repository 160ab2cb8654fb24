package dev.penstock.bootstrap;

import dev.penstock.application.account.ManageAccess;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.inference.AdmitCaller;
import dev.penstock.application.inference.CallProvider;
import dev.penstock.application.inference.CheckCaller;
import dev.penstock.application.inference.FindGateway;
import dev.penstock.application.inference.FindProvider;
import dev.penstock.application.inference.FollowSteps;
import dev.penstock.application.inference.LimitTime;
import dev.penstock.application.inference.OpenSession;
import dev.penstock.application.inference.PriceReply;
import dev.penstock.application.inference.RecordAttempt;
import dev.penstock.application.inference.RecordLog;
import dev.penstock.application.inference.Recordings;
import dev.penstock.application.inference.RetryCall;
import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LimitLogs;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.port.RealtimeClient;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.providers.ProviderClientSettings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything between the doors and the stores, wired by hand. Closing it writes out the last log entries. */
final class House implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(House.class);
    /** By as much time can a limit on log entries be late. */
    private static final Duration LOG_ROUNDS = Duration.ofSeconds(1);

    private static final long BODY_MEMORY_BYTES = 32L * 1024 * 1024;

    private final Stores stores;
    private final ProviderCatalog catalog;
    private final PriceBook prices;
    private final ProviderClientSettings calls;
    private final InstantSource clock = InstantSource.system();
    private final ExecutorService blockingWork = Executors.newVirtualThreadPerTaskExecutor();
    private final LiveSettings live;
    private final ManageAccess access;
    private final Management management;
    private final LogQueue queue;
    private final Rounds logKeeping;
    private final ByteBudget bodyMemory = new ByteBudget(BODY_MEMORY_BYTES);
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param logMemory how many bytes of logs may wait in memory
     * @param passingTokens tokens that are valid until this house is closed
     * @param calls the bounds of calls to providers
     */
    House(
            Stores stores,
            ProviderCatalog catalog,
            PriceBook prices,
            long logMemory,
            List<ApiToken> passingTokens,
            ProviderClientSettings calls) {
        SecureRandom random = new SecureRandom();
        this.stores = stores;
        this.catalog = catalog;
        this.prices = prices;
        this.calls = calls;
        live = new LiveSettings(stores.gateways(), stores.access(), passingTokens);
        queue = new LogQueue(
                stores.logs(),
                new ByteBudget(logMemory),
                failure -> LOG.error("the log store does not take entries; they wait and are tried again", failure));
        queue.start();
        management = new Management(stores, live, catalog, queue, clock, random);
        access = new ManageAccess(stores.access(), management.accounts(), clock, random);
        management.evaluationRunner().start();
        LimitLogs limits = new LimitLogs(stores.logs(), live, queue.full());
        logKeeping = new Rounds("penstock-log-limits", LOG_ROUNDS, limits::enforce, House::logKeepingFailed);
    }

    ProviderClientSettings calls() {
        return calls;
    }

    ProviderCatalog catalog() {
        return catalog;
    }

    InstantSource clock() {
        return clock;
    }

    LiveSettings live() {
        return live;
    }

    ManageAccess access() {
        return access;
    }

    Management management() {
        return management;
    }

    /** Reads everything that traffic needs to know from the stores. */
    void refresh() {
        live.refresh();
        management.refresh();
    }

    /** What request bodies are held in where they have to be read whole. */
    ByteBudget bodyMemory() {
        return bodyMemory;
    }

    LogQueue queue() {
        return queue;
    }

    /** Serving on one event loop, with that loop's own client and timers. */
    ServeInference inference(ProviderClient client, Alarm alarm, Executor eventLoop) {
        RandomGenerator random = new SplittableRandom(new SecureRandom().nextLong());
        RequestIds entryIds = new RequestIds(random);
        Recordings recordings = new Recordings(queue, new PriceReply(prices), clock);
        return new ServeInference(
                live,
                findGateway(eventLoop),
                () -> entryIds.next(clock.instant()),
                new ServeInference.Stages(
                        new CheckCaller(),
                        new FollowSteps(alarm, clock),
                        new RecordLog(recordings),
                        new FindProvider(catalog),
                        new RetryCall(alarm, clock, random),
                        new RecordAttempt(recordings),
                        new LimitTime(alarm),
                        new CallProvider(client)));
    }

    private FindGateway findGateway(Executor eventLoop) {
        return new FindGateway(catalog, management.gateways(), management.accounts(), blockingWork, eventLoop);
    }

    /** Letting callers in on one event loop, before they say what they want. */
    AdmitCaller admission(Executor eventLoop) {
        return new AdmitCaller(live, findGateway(eventLoop));
    }

    /** Sessions with providers on one event loop. */
    OpenSession sessions(RealtimeClient client, Executor eventLoop) {
        RequestIds entryIds = new RequestIds(new SplittableRandom(new SecureRandom().nextLong()));
        Recordings recordings = new Recordings(queue, new PriceReply(prices), clock);
        return new OpenSession(
                live,
                catalog,
                findGateway(eventLoop),
                () -> entryIds.next(clock.instant()),
                new OpenSession.Stages(
                        List.of(new CheckCaller(), new RecordLog(recordings), new FindProvider(catalog)),
                        recordings,
                        client));
    }

    private static void logKeepingFailed(RuntimeException failure) {
        LOG.error("limits on log entries could not be held; this is tried again", failure);
    }

    /** Does nothing the second time. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        blockingWork.close();
        management.evaluationRunner().close();
        logKeeping.close();
        queue.close();
        stores.close();
    }
}
