package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.inference.FindGateway;
import dev.penstock.application.inference.ListModels;
import dev.penstock.application.inference.SampleStages;
import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.AccessStore;
import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.FakeAccountStore;
import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.port.LogStore;
import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.port.SampleCustomProviders;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleTokens;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderBook;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.fakeprovider.FakeProvider;
import dev.penstock.fakeprovider.FakeProviderOptions;
import dev.penstock.providers.CatalogFile;
import dev.penstock.providers.ProviderClientSettings;
import dev.penstock.providers.TranslatingClient;
import dev.penstock.providers.VertxProviderClient;
import dev.penstock.storage.memory.MemoryRateCounter;
import dev.penstock.storage.memory.MemorySpendLedger;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The data plane's door on a loopback port, with the real stages behind it and a fake or scripted provider at the far end. */
final class Door implements AutoCloseable {
    static final String TOKEN = "pst_valid_token_0123456789";
    /** What the operator pays Perplexity with, whose address is the public one. */
    static final String OPERATORS_KEY = "pplx-operators-key";

    static final String BASE = "/v1/" + SampleGateways.ACCOUNT + "/gw";
    /** Room for two of the largest unified bodies. */
    static final long HELD_BYTES = 400_000;

    static final InferenceLimits LIMITS = new InferenceLimits(20_000_000, 100_000, 200_000);
    private static final int MOST_COUNTERS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final FakeProvider provider = FakeProvider.start(
                    vertx, FakeProviderOptions.defaults(), InstantSource.system())
            .await();
    private final FakeLogStore logs = new FakeLogStore();
    private final LogQueue queue = new LogQueue(logs, new ByteBudget(1 << 20), failure -> {}).start();
    private final ByteBudget bodies = new ByteBudget(HELD_BYTES);
    private final List<Duration> delays = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** The log of the open gateway takes no more entries. */
    void fillLog() {
        queue.full().replace(Set.of(SampleGateways.address("gw")));
    }

    Door() {
        this(null);
    }

    /** With a client of the test's own in place of the real one. */
    Door(@Nullable ProviderClient scripted) {
        server = start(scripted, scripted == null);
    }

    private Door(ProviderClient scripted, boolean translated) {
        server = start(scripted, translated);
    }

    /** With a client of the test's own, which is told calls in the provider's API. */
    static Door translating(ProviderClient scripted) {
        return new Door(scripted, true);
    }

    private HttpServer start(@Nullable ProviderClient scripted, boolean translated) {
        CompletableFuture<HttpServer> started = new CompletableFuture<>();
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(now -> vertx.createHttpServer(options())
                .requestHandler(endpoint(loop, scripted, translated))
                .invalidRequestHandler(UnreadableRequest::refuse)
                .listen()
                .onComplete(started::complete, started::completeExceptionally));
        try {
            return started.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private InferenceEndpoint endpoint(Context loop, @Nullable ProviderClient scripted, boolean translated) {
        FakeGatewayStore gateways = DoorGateways.store();
        LiveSettings live = new LiveSettings(gateways, nothing(AccessStore.class), List.of(token()));
        live.refresh();
        ProviderCatalog catalog = catalog();
        ProviderClient sending = scripted != null
                ? scripted
                : new VertxProviderClient(vertx, ProviderClientSettings.DEFAULTS, Instant::now);
        ProviderClient client = translated ? new TranslatingClient(vertx, sending, Instant::now, () -> "one") : sending;
        ManageGateways manage = new ManageGateways(gateways, List.of(), live, Instant::now, new SplittableRandom(1));
        ManageAccounts accounts = new ManageAccounts(new FakeAccountStore(), Instant::now);
        live.replaceKeys(none -> DoorGateways.keys());
        live.replaceRoutes(none -> DoorGateways.routes());
        ServeInference serve = new SampleStages(live, catalog, queue, Instant::now, this::later)
                .with(prices())
                .with(new MemoryRateCounter(MOST_COUNTERS))
                .with(new MemorySpendLedger(MOST_COUNTERS, List.of(), (key, spend) -> {}))
                .withOperatorKeys(Map.of(
                        new ProviderId("perplexity-ai"), Credential.plain(new Secret(OPERATORS_KEY), "operator")))
                .on(task -> loop.runOnContext(now -> task.run()))
                .serve(manage, accounts, client);
        live.replaceCustomProviders(Door::customProviders);
        ListModels models = new ListModels(
                live, new FindGateway(catalog, manage, accounts, Runnable::run, Runnable::run), catalog, prices());
        RequestIds ids = new RequestIds(new SplittableRandom(7));
        return new InferenceEndpoint(serve, models, ids, Instant::now, LIMITS, bodies);
    }

    private Alarm.Pending later(Duration delay, Runnable deed) {
        delays.add(delay);
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> deed.run());
        return () -> vertx.cancelTimer(timer);
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(0)
                .setMaxHeaderSize(64 * 1024)
                .setMaxInitialLineLength(16 * 1024)
                .setMaxChunkSize(64 * 1024)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false);
    }

    private static ApiToken token() {
        return SampleTokens.ofOwner(TOKEN, Instant.EPOCH);
    }

    /** One whose first model has a price of its own. */
    private static CustomProviderBook customProviders() {
        CustomProvider mine = SampleCustomProviders.provider(1, "mine");
        return new CustomProviderBook(
                List.of(mine),
                List.of(
                        SampleCustomProviders.cost(
                                1, mine.id(), SampleCustomProviders.costDraft("own-1", "equals", "0.5", "0.25")),
                        SampleCustomProviders.cost(
                                2, mine.id(), SampleCustomProviders.costDraft("any", "starts-with", "1", "1"))));
    }

    private static PriceBook prices() {
        Price price = new Price(
                new Price.Rates(new BigDecimal("0.0000025"), new BigDecimal("0.00001"), null, null), List.of());
        return new PriceBook(Map.of(
                new PriceBook.Entry(new ProviderId("openai"), new ModelName("gpt-4o")), price,
                new PriceBook.Entry(new ProviderId("perplexity-ai"), new ModelName("sonar")), price,
                new PriceBook.Entry(new ProviderId("nobody"), new ModelName("gone")), price));
    }

    /** A store that keeps nothing and has nothing. */
    private static <T> T nothing(Class<T> store) {
        return store.cast(Proxy.newProxyInstance(
                Door.class.getClassLoader(),
                new Class<?>[] {store},
                (proxy, method, arguments) -> method.getReturnType() == List.class ? List.of() : null));
    }

    private ProviderCatalog catalog() {
        ProviderCatalog catalog = CatalogFile.shipped();
        for (String slug :
                List.of("openai", "anthropic", "groq", "google-ai-studio", "workers-ai", "grok", "deepseek")) {
            catalog = catalog.withBaseUrl(new ProviderId(slug), provider.url());
        }
        return catalog.withBaseUrl(new ProviderId("mistral"), "http://127.0.0.1:1");
    }

    FakeProvider provider() {
        return provider;
    }

    Vertx vertx() {
        return vertx;
    }

    int port() {
        return server.actualPort();
    }

    Caller call() {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new Caller(socket);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One request on a connection of its own. */
    Answer send(String request) throws IOException {
        try (Caller caller = call()) {
            caller.write(request);
            return caller.answer();
        }
    }

    Answer post(String path, String body, String... headerLines) throws IOException {
        return send(request("POST", path, body, headerLines));
    }

    static String request(String method, String path, String body, String... headerLines) {
        String more = headerLines.length == 0 ? "" : String.join("\r\n", headerLines) + "\r\n";
        return "%s %s HTTP/1.1\r\nHost: gateway.test\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(method, path, more, body.getBytes(StandardCharsets.ISO_8859_1).length, body);
    }

    /** Every log entry so far; those on their way are waited for, and no more are taken. */
    List<LogEntry> entries() {
        return written().stream().map(LogStore.Written::entry).toList();
    }

    /** The same with the bodies. */
    List<LogStore.Written> written() {
        queue.close();
        return logs.written();
    }

    /** Every time that something was put off or limited to, in order. */
    List<Duration> delays() {
        return List.copyOf(delays);
    }

    /** How much of the bodies' memory is taken. */
    long heldBytes() {
        return bodies.takenBytes();
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        server.close().await();
        provider.close().await();
        queue.close();
        vertx.close().await();
    }

    /** A caller that sees every byte. */
    record Caller(Socket socket) implements AutoCloseable {
        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        InputStream in() throws IOException {
            return socket.getInputStream();
        }

        Answer answer() throws IOException {
            return Answer.read(in());
        }

        /** What else comes until the other side closes. */
        String rest() throws IOException {
            return new String(in().readAllBytes(), StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
