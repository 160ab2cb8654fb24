package dev.penstock.benchmarks;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.inference.SampleStages;
import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.FakeAccessStore;
import dev.penstock.application.port.FakeAccountStore;
import dev.penstock.application.port.FakeAlarm;
import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.LogOptions;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.RequestId;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.LiveRoute;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.RouteName;
import dev.penstock.domain.route.VersionId;
import dev.penstock.domain.validation.Given;
import dev.penstock.http.inference.RequestScanner;
import dev.penstock.providers.CatalogFile;
import dev.penstock.providers.PriceFile;
import dev.penstock.storage.memory.MemoryRateCounter;
import dev.penstock.storage.memory.MemoryReplyCache;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A chat of 1 KB through all stages, with token, usage, price and a log entry, between an edge that has read the request and a
 * provider that has answered. The entry is made and then dropped, for there is no room in the log: what its thread does with entries
 * is in {@code LogEncoding}, and would only be in the way of a thread that serves as fast as it can.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class WholeRequests {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final GatewayAddress PLAIN = SampleGateways.address("plain");
    private static final GatewayAddress CACHING = SampleGateways.address("caching");
    private static final Metering USED = new Metering("gpt-4o-mini", TokenUsage.of(200, 120));
    private static final Headers JSON = Headers.NONE.with("content-type", "application/json");

    private final ByteBuffer answer = SampleChats.answer();
    private final LogQueue queue = new LogQueue(new FakeLogStore(), new ByteBudget(0), failure -> {});
    private final ServeInference inference = stages();
    private final InferenceRequest passed = toOpenai(PLAIN);
    private final InferenceRequest cached = toOpenai(CACHING);
    private final InferenceRequest shortestRoute = alongRoute("shortest");
    private final InferenceRequest eightElements = alongRoute("eight");

    private ServeInference stages() {
        InstantSource clock = InstantSource.system();
        GatewayDraft closed = GatewayDraft.PLAIN.withAccess(new AccessPolicy.Draft(
                Given.of(true), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted()));
        GatewayDraft keeping = closed.withCache(new CachePolicy.Draft(Given.of(3600L), Given.of(false)));
        FakeGatewayStore gateways = new FakeGatewayStore()
                .with(SampleGateways.define(PLAIN, closed))
                .with(SampleGateways.define(CACHING, keeping));
        LiveSettings live = new LiveSettings(gateways, new FakeAccessStore().with(SampleChats.TOKEN), List.of());
        live.refresh();
        live.replaceRoutes(book -> book.with(route(1, "shortest", DrawnRoutes.shortest()))
                .with(route(2, "eight", DrawnRoutes.eightElements())));
        return new SampleStages(live, CatalogFile.shipped(), queue, clock, new FakeAlarm())
                .with(PriceFile.shipped())
                .withOperatorKeys(
                        Map.of(new ProviderId("openai"), Credential.plain(new Secret("sk-gateway"), "openai")))
                .with(new MemoryRateCounter(MemoryRateCounter.USUAL_MOST_KEYS))
                .with(new MemoryReplyCache(16 * MEBIBYTE, clock, Runnable::run))
                .serve(
                        new ManageGateways(gateways, List.of(), live, clock, new Random(1)),
                        new ManageAccounts(new FakeAccountStore(), clock),
                        this::send);
    }

    private static LiveRoute route(long id, String name, RouteGraph graph) {
        return new LiveRoute(
                new RouteAddress(PLAIN, new RouteId(new UUID(1, id))),
                new RouteName(name),
                new VersionId(new UUID(2, id)),
                Optional.of(graph));
    }

    private CompletionStage<InferenceReply> send(ProviderClient.Call call, CompletionStage<Void> abandoned) {
        InferenceReply.Origin origin = new InferenceReply.Origin(call.provider().id(), call.model());
        return CompletableFuture.completedFuture(
                new InferenceReply(200, JSON, new Body.Whole(answer), origin, () -> USED));
    }

    private static InferenceRequest toOpenai(GatewayAddress gateway) {
        return request(gateway, new RequestTarget.Native("openai", "chat/completions", null), "gpt-4o-mini");
    }

    private static InferenceRequest alongRoute(String name) {
        return request(PLAIN, new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null), "dynamic/" + name);
    }

    private static InferenceRequest request(GatewayAddress gateway, RequestTarget target, String model) {
        ByteBuffer body = SampleChats.request(model);
        RequestOptions none = RequestOptions.NONE;
        return new InferenceRequest(
                new Arrival(new RequestId(new UUID(0x019a_a000_0000_7000L, 0x8000_0000_0000_0001L)), NOON, Door.COMPAT),
                gateway,
                target,
                "POST",
                SampleChats.headers(),
                new InferenceRequest.Content(new Body.Whole(body), RequestScanner.scan(body)),
                new RequestOptions(
                        new Secret(SampleChats.TOKEN),
                        null,
                        new LogOptions(null, false, SampleChats.metadata(), null),
                        none.cache(),
                        none.call(),
                        none.keys()));
    }

    private InferenceReply serve(InferenceRequest request) {
        CompletionStage<Void> callerLeft = new CompletableFuture<>();
        return inference.serve(request, callerLeft).toCompletableFuture().join();
    }

    /** To a provider's own API. */
    @Benchmark
    public InferenceReply passed() {
        return serve(passed);
    }

    /** The same, answered from the cache. */
    @Benchmark
    public InferenceReply cached() {
        return serve(cached);
    }

    /** To the unified API, along the shortest route. */
    @Benchmark
    public InferenceReply shortestRoute() {
        return serve(shortestRoute);
    }

    @Benchmark
    public InferenceReply eightElements() {
        return serve(eightElements);
    }

    /** How many log entries were made. */
    public long entries() {
        return queue.counts().dropped();
    }
}
