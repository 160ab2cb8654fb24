package dev.penstock.http.inference;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.inference.AdmitCaller;
import dev.penstock.application.inference.CheckCaller;
import dev.penstock.application.inference.FindGateway;
import dev.penstock.application.inference.FindProvider;
import dev.penstock.application.inference.OpenSession;
import dev.penstock.application.inference.PriceReply;
import dev.penstock.application.inference.RecordLog;
import dev.penstock.application.inference.Recordings;
import dev.penstock.application.inference.SampleStages;
import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.FakeAccountStore;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.SampleCustomProviders;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleTokens;
import dev.penstock.domain.customprovider.CustomProviderBook;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.LogPolicy;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.validation.Given;
import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import dev.penstock.providers.CatalogFile;
import dev.penstock.providers.ProviderClientSettings;
import dev.penstock.providers.VertxProviderClient;
import dev.penstock.providers.VertxRealtimeClient;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The data plane's door for WebSockets on a loopback port, the real stages behind it, and providers that do as they are told. */
final class SocketHouse implements AutoCloseable {
    static final String TOKEN = "pst_valid_token_0123456789";
    static final String BASE = "/v1/" + SampleGateways.ACCOUNT + "/gw";
    static final String LOCKED = "/v1/" + SampleGateways.ACCOUNT + "/locked";
    static final int FRAME = 1024 * 1024;

    private static final InferenceLimits LIMITS = new InferenceLimits(20_000_000, 100_000, 2_000_000);
    private static final long HELD_BYTES = 100_000_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final FakeProvider provider = FakeProvider.start(
                    vertx, FakeProviderOptions.defaults(), InstantSource.system())
            .await();
    private final RealtimeUpstream realtime = new RealtimeUpstream(vertx);
    private final FakeLogStore logs = new FakeLogStore();
    private final LogQueue queue = new LogQueue(logs, new ByteBudget(1 << 22), failure -> {}).start();
    private final ByteBudget memory = new ByteBudget(HELD_BYTES);
    private final ProviderClientSettings calls;
    private final HttpServer server;

    SocketHouse() {
        this(ProviderClientSettings.DEFAULTS);
    }

    SocketHouse(ProviderClientSettings calls) {
        this.calls = calls;
        CompletableFuture<HttpServer> started = new CompletableFuture<>();
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(now -> vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setMaxWebSocketFrameSize(FRAME)
                        .setMaxWebSocketMessageSize(FRAME))
                .requestHandler(endpoint(task -> loop.runOnContext(later -> task.run())))
                .listen()
                .onComplete(started::complete, started::completeExceptionally));
        try {
            server = started.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private SocketEndpoint endpoint(Executor loop) {
        LiveSettings live = new LiveSettings(
                gateways(), nothing(AccessStore.class), List.of(SampleTokens.ofOwner(TOKEN, Instant.EPOCH)));
        live.refresh();
        live.replaceCustomProviders(() -> new CustomProviderBook(
                List.of(SampleCustomProviders.provider(
                        1,
                        SampleCustomProviders.draft(
                                "Inside", "inside", realtime.url().replace("127.0.0.1", "localhost") + "/own"))),
                List.of()));
        ProviderCatalog catalog = catalog();
        ManageGateways manage = new ManageGateways(gateways(), List.of(), live, Instant::now, new SplittableRandom(1));
        ManageAccounts accounts = new ManageAccounts(new FakeAccountStore(), Instant::now);
        FindGateway find = new FindGateway(catalog, manage, accounts, Runnable::run, loop);
        ServeInference serve = new SampleStages(live, catalog, queue, Instant::now, this::later)
                .on(loop)
                .serve(manage, accounts, new VertxProviderClient(vertx, ProviderClientSettings.DEFAULTS, Instant::now));
        RequestIds ids = new RequestIds(new SplittableRandom(7));
        Recordings recordings = new Recordings(queue, new PriceReply(PriceBook.EMPTY), Instant::now);
        OpenSession sessions = new OpenSession(
                live,
                catalog,
                find,
                () -> ids.next(Instant.now()),
                new OpenSession.Stages(
                        List.of(new CheckCaller(), new RecordLog(recordings), new FindProvider(catalog)),
                        recordings,
                        new VertxRealtimeClient(vertx, calls)));
        return new SocketEndpoint(
                new Sockets(new AdmitCaller(live, find), serve, sessions, ids, Instant::now, LIMITS, memory));
    }

    private Alarm.Pending later(Duration delay, Runnable deed) {
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> deed.run());
        return () -> vertx.cancelTimer(timer);
    }

    private ProviderCatalog catalog() {
        ProviderCatalog catalog = CatalogFile.shipped();
        for (String slug : List.of("anthropic", "groq")) {
            catalog = catalog.withBaseUrl(new ProviderId(slug), provider.url());
        }
        for (String slug : List.of("openai", "google-ai-studio", "elevenlabs", "fal", "deepgram", "workers-ai")) {
            catalog = catalog.withBaseUrl(new ProviderId(slug), realtime.url() + "/up");
        }
        return catalog.withBaseUrl(new ProviderId("mistral"), "http://127.0.0.1:1");
    }

    private static GatewayStore gateways() {
        GatewayDraft plain = GatewayDraft.PLAIN;
        GatewayDraft locked = new GatewayDraft(
                plain.cache(),
                plain.rateLimit(),
                plain.retry(),
                LogPolicy.Draft.COLLECT,
                new AccessPolicy.Draft(
                        Given.of(true), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted()),
                plain.content(),
                plain.export(),
                plain.spendLimits());
        List<Gateway> all =
                List.of(SampleGateways.plain("gw"), SampleGateways.define(SampleGateways.address("locked"), locked));
        return (GatewayStore) Proxy.newProxyInstance(
                SocketHouse.class.getClassLoader(),
                new Class<?>[] {GatewayStore.class},
                (proxy, method, arguments) -> method.getName().equals("all") ? all : null);
    }

    private static <T> T nothing(Class<T> store) {
        return store.cast(Proxy.newProxyInstance(
                SocketHouse.class.getClassLoader(),
                new Class<?>[] {store},
                (proxy, method, arguments) -> method.getReturnType() == List.class ? List.of() : null));
    }

    FakeProvider provider() {
        return provider;
    }

    RealtimeUpstream realtime() {
        return realtime;
    }

    int port() {
        return server.actualPort();
    }

    long heldBytes() {
        return memory.takenBytes();
    }

    /** The log, once it has so many entries. */
    List<LogEntry> logs(int entries) {
        Door.await(() -> logs.written().size() >= entries);
        return logs.written().stream().map(written -> written.entry()).toList();
    }

    @Override
    public void close() {
        queue.close();
        vertx.close().await();
    }
}
