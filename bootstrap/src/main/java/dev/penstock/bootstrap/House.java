package dev.penstock.bootstrap;

import dev.penstock.application.account.ManageAccess;
import dev.penstock.application.cache.CachedReplies;
import dev.penstock.application.cache.Flights;
import dev.penstock.application.cache.KeepingLimits;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.inference.Circuits;
import dev.penstock.application.inference.ConductSettings;
import dev.penstock.application.inference.FindGateway;
import dev.penstock.application.inference.KeysAtHand;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LimitLogs;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.RateCounter;
import dev.penstock.application.port.SpendLedger;
import dev.penstock.application.route.AnalyseRoute;
import dev.penstock.application.route.ExplainRoute;
import dev.penstock.application.route.LookAtLimits;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.TextPattern;
import dev.penstock.providers.ProviderClientSettings;
import dev.penstock.re2j.Re2jSearch;
import dev.penstock.storage.memory.MemoryReplyCache;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Outbound outbound;
    private final InstantSource clock = InstantSource.system();
    private final ExecutorService blockingWork = Executors.newVirtualThreadPerTaskExecutor();
    private final LiveSettings live;
    private final ManageAccess access;
    private final Management management;
    private final AnalyseRoute analyseRoute;
    private final ExplainRoute explainRoute;
    private final LogQueue queue;
    private final Counters counters;
    private final Circuits circuits;
    private final Rounds logKeeping;
    private final ByteBudget bodyMemory = new ByteBudget(BODY_MEMORY_BYTES);
    private final CacheSettings cache;
    private final MemoryReplyCache keptReplies;
    private final TextPattern.Search patterns = new Re2jSearch();
    private final Flights flights = new Flights();
    private final KeepingLimits keeping;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param logMemory how many bytes of logs may wait in memory
     * @param passingTokens tokens that are valid until this house is closed
     * @param outbound how calls to providers go out
     * @param cache the bounds of kept answers
     */
    House(
            Stores stores,
            ProviderCatalog catalog,
            PriceBook prices,
            long logMemory,
            List<ApiToken> passingTokens,
            Outbound outbound,
            CacheSettings cache) {
        SecureRandom random = new SecureRandom();
        this.stores = stores;
        this.catalog = catalog;
        this.prices = prices;
        this.outbound = outbound;
        this.cache = cache;
        circuits = new Circuits(outbound.conduct().breaker());
        keptReplies = new MemoryReplyCache(cache.maxBytes(), clock, blockingWork);
        // As much again may be held of answers that are still passing.
        keeping = new KeepingLimits(MemoryReplyCache.largestEntry(cache.maxBytes()), new ByteBudget(cache.maxBytes()));
        live = new LiveSettings(stores.gateways(), stores.access(), passingTokens);
        queue = new LogQueue(
                stores.logs(),
                new ByteBudget(logMemory),
                failure -> LOG.error("the log store does not take entries; they wait and are tried again", failure));
        queue.start();
        counters = new Counters(stores.spend(), clock);
        management = new Management(stores, counters.belongings(), live, catalog, queue, clock, random);
        analyseRoute = new AnalyseRoute(
                stores.routes(),
                stores.gateways(),
                live,
                new AnalyseRoute.World(
                        catalog,
                        prices,
                        new KeysAtHand(outbound.keys()),
                        outbound.conduct().defaults().firstToken()));
        explainRoute = new ExplainRoute(
                stores.routes(),
                stores.gateways(),
                catalog,
                new LookAtLimits(counters.rate(), counters.spend(), clock),
                patterns,
                () -> random.nextDouble(100));
        access = new ManageAccess(stores.access(), management.accounts(), clock, random);
        management.evaluationRunner().start();
        LimitLogs limits = new LimitLogs(stores.logs(), live, queue.full());
        logKeeping = new Rounds("penstock-log-limits", LOG_ROUNDS, limits::enforce, House::logKeepingFailed);
    }

    ProviderClientSettings calls() {
        return outbound.calls();
    }

    /** The operator's keys by provider. */
    Map<ProviderId, Credential> operatorKeys() {
        return outbound.keys();
    }

    /** What is done when a provider does not keep its word. */
    ConductSettings conduct() {
        return outbound.conduct();
    }

    /** Which models of which providers get a rest. */
    Circuits circuits() {
        return circuits;
    }

    ProviderCatalog catalog() {
        return catalog;
    }

    InstantSource clock() {
        return clock;
    }

    /** Searches for the patterns in routes. */
    TextPattern.Search patterns() {
        return patterns;
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

    AnalyseRoute analyseRoute() {
        return analyseRoute;
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

    ExplainRoute explainRoute() {
        return explainRoute;
    }

    /** What counts calls against the limits of gateways, provider keys and routes. */
    RateCounter rateCounter() {
        return counters.rate();
    }

    /** What counts money against spend limits. */
    SpendLedger spendLedger() {
        return counters.spend();
    }

    /** The data plane on one event loop, with that loop's own client and timers; to be asked for there. */
    ServingLoop serving(Vertx vertx, Executor eventLoop) {
        return new ServingLoop(this, vertx, eventLoop);
    }

    PriceBook prices() {
        return prices;
    }

    /** The cache as one event loop uses it. */
    CachedReplies cachedReplies(Executor eventLoop) {
        return new CachedReplies(keptReplies, flights, keeping, clock, eventLoop);
    }

    /** Whether requests that do not say share calls. */
    boolean sharesCalls() {
        return cache.singleFlight();
    }

    MemoryReplyCache.Counts cacheCounts() {
        return keptReplies.counts();
    }

    FindGateway findGateway(Executor eventLoop) {
        return new FindGateway(catalog, management.gateways(), management.accounts(), blockingWork, eventLoop);
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
        counters.close();
        queue.close();
        stores.close();
    }
}
