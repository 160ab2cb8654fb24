package dev.penstock.http.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.account.ManageTokens;
import dev.penstock.application.customdomain.ManageCustomDomains;
import dev.penstock.application.customprovider.ManageCustomCosts;
import dev.penstock.application.customprovider.ManageCustomProviders;
import dev.penstock.application.dataset.ManageDatasets;
import dev.penstock.application.evaluation.ManageEvaluations;
import dev.penstock.application.evaluation.RunEvaluations;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.inference.KeysAtHand;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.log.ManageLogs;
import dev.penstock.application.port.FakeAccessStore;
import dev.penstock.application.port.FakeAccountStore;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.providerconfig.ManageProviderConfigs;
import dev.penstock.application.route.AnalyseRoute;
import dev.penstock.application.route.ExplainRoute;
import dev.penstock.application.route.LiveRoutes;
import dev.penstock.application.route.LookAtLimits;
import dev.penstock.application.route.ManageRouteVersions;
import dev.penstock.application.route.ManageRoutes;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.UpstreamRule;
import dev.penstock.http.management.account.AccountEndpoint;
import dev.penstock.http.management.account.PermissionGroupEndpoint;
import dev.penstock.http.management.account.TokenEndpoint;
import dev.penstock.http.management.account.VerifyEndpoint;
import dev.penstock.http.management.billing.BillingEndpoint;
import dev.penstock.http.management.customdomain.CustomDomainEndpoint;
import dev.penstock.http.management.customprovider.CustomCostEndpoint;
import dev.penstock.http.management.customprovider.CustomProviderEndpoint;
import dev.penstock.http.management.dataset.DatasetEndpoint;
import dev.penstock.http.management.docs.DocsEndpoint;
import dev.penstock.http.management.edge.ApiDocument;
import dev.penstock.http.management.edge.FrontDoor;
import dev.penstock.http.management.evaluation.EvaluationEndpoint;
import dev.penstock.http.management.gateway.GatewayEndpoint;
import dev.penstock.http.management.gateway.UrlEndpoint;
import dev.penstock.http.management.log.LogEndpoint;
import dev.penstock.http.management.probe.ProbeEndpoint;
import dev.penstock.http.management.probe.Readiness;
import dev.penstock.http.management.providerconfig.ProviderConfigEndpoint;
import dev.penstock.http.management.route.ExplainEndpoint;
import dev.penstock.http.management.route.RouteEndpoint;
import dev.penstock.http.management.route.RouteVersionEndpoint;
import dev.penstock.storage.memory.MemoryCustomCostStore;
import dev.penstock.storage.memory.MemoryCustomDomainStore;
import dev.penstock.storage.memory.MemoryCustomProviderStore;
import dev.penstock.storage.memory.MemoryDatasetStore;
import dev.penstock.storage.memory.MemoryEvaluationStore;
import dev.penstock.storage.memory.MemoryProviderConfigStore;
import dev.penstock.storage.memory.MemoryRateCounter;
import dev.penstock.storage.memory.MemoryRouteStore;
import dev.penstock.storage.memory.MemorySpendLedger;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The management API on a loopback port of its own, over stores in memory, with a client that shows a valid token. */
final class Server implements AutoCloseable {
    static final String ACCOUNT = "0123456789abcdef0123456789abcdef";
    static final String TOKEN = "pst_valid";
    static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    final TroubledGatewayStore gateways = new TroubledGatewayStore();
    final FakeAccessStore access = new FakeAccessStore();
    final FakeLogStore logs = new FakeLogStore();
    final MemoryDatasetStore datasets = new MemoryDatasetStore();
    final MemoryEvaluationStore evaluations = new MemoryEvaluationStore();
    final MemoryProviderConfigStore providerConfigs = new MemoryProviderConfigStore();
    final MemoryRouteStore routes = new MemoryRouteStore();
    final LogQueue onTheWay = new LogQueue(logs, new ByteBudget(1 << 20), failure -> {}).start();
    final MemoryRateCounter counter = new MemoryRateCounter(100);
    final MemorySpendLedger ledger = new MemorySpendLedger(100, List.of(), (key, spend) -> {});
    private final MemoryCustomProviderStore customProviderStore = new MemoryCustomProviderStore();
    private final MemoryCustomCostStore customCosts = new MemoryCustomCostStore();
    final AtomicReference<Readiness> readiness = new AtomicReference<>(new Readiness(true, null, 7, 0, 2));
    final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    final ManagementEndpoint endpoint;

    /** Not started: a test decides when evaluations are worked off. */
    final RunEvaluations runner;

    private final LiveSettings live;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer http;
    private final HttpClient client = HttpClient.newHttpClient();

    /** An answer, its body read as JSON. */
    record Answer(int status, JsonNode body, HttpResponse<byte[]> http) {
        JsonNode result() {
            return body.path("result");
        }

        JsonNode error(int index) {
            return body.path("errors").path(index);
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    Server() {
        this(null);
    }

    Server(@Nullable String publicBaseUrl) {
        access.with(TOKEN);
        live = new LiveSettings(gateways, access, List.of());
        live.refresh();
        InstantSource clock = now::get;
        ManageCustomProviders customProviders =
                new ManageCustomProviders(customProviderStore, customCosts, live, clock, UUID::randomUUID);
        ManageCustomDomains customDomains =
                new ManageCustomDomains(new MemoryCustomDomainStore(), gateways, live, clock);
        LiveRoutes liveRoutes = new LiveRoutes(routes, catalog(), live);
        ManageGateways manageGateways = new ManageGateways(
                gateways,
                List.of(logs, datasets, evaluations, providerConfigs, liveRoutes, customDomains),
                live,
                clock,
                new Random(1));
        ManageDatasets manageDatasets = new ManageDatasets(datasets, gateways, clock, UUID::randomUUID);
        runner = new RunEvaluations(evaluations, logs, clock, UUID::randomUUID, failure -> {});
        ManageEvaluations manageEvaluations =
                new ManageEvaluations(evaluations, datasets, gateways, clock, UUID::randomUUID, runner::wake);
        AnalyseRoute analyseRoute = new AnalyseRoute(
                routes, gateways, live, new AnalyseRoute.World(catalog(), PRICES, new KeysAtHand(Map.of()), null));
        ApiDocument document = ApiDocument.shipped();
        ManageAccounts accounts = new ManageAccounts(new FakeAccountStore(), clock);
        ManageTokens tokens = new ManageTokens(access, accounts, live::refreshTokens, clock, new Random(2));
        endpoint = new ManagementEndpoint(
                vertx,
                new FrontDoor(live, clock),
                document,
                accounts,
                List.of(
                        new AccountEndpoint(accounts),
                        new PermissionGroupEndpoint(),
                        new VerifyEndpoint(),
                        new TokenEndpoint(tokens, clock),
                        new GatewayEndpoint(manageGateways),
                        new UrlEndpoint(manageGateways, catalog(), publicBaseUrl),
                        new LogEndpoint(new ManageLogs(logs, onTheWay)),
                        new DatasetEndpoint(manageDatasets),
                        new EvaluationEndpoint(manageEvaluations),
                        new ProviderConfigEndpoint(new ManageProviderConfigs(
                                providerConfigs, gateways, catalog(), live, clock, UUID::randomUUID)),
                        new DocsEndpoint(),
                        new RouteEndpoint(
                                new ManageRoutes(routes, gateways, catalog(), liveRoutes, clock, UUID::randomUUID),
                                analyseRoute),
                        new RouteVersionEndpoint(
                                new ManageRouteVersions(
                                        routes, gateways, catalog(), liveRoutes, clock, UUID::randomUUID),
                                analyseRoute),
                        new ExplainEndpoint(new ExplainRoute(
                                routes,
                                gateways,
                                catalog(),
                                new LookAtLimits(counter, ledger, clock),
                                (pattern, text) -> Pattern.compile(pattern.text())
                                        .matcher(text)
                                        .find(),
                                new Random(3)::nextDouble)),
                        new CustomCostEndpoint(new ManageCustomCosts(
                                customCosts, customProviderStore, customProviders, clock, UUID::randomUUID)),
                        new CustomProviderEndpoint(customProviders),
                        new CustomDomainEndpoint(customDomains, publicBaseUrl),
                        new BillingEndpoint(),
                        new ProbeEndpoint(document, readiness::get)));
        http = vertx.createHttpServer()
                .requestHandler(endpoint)
                .invalidRequestHandler(endpoint::refuseUnreadable)
                .listen(0, "127.0.0.1")
                .await();
    }

    private static final PriceBook PRICES = new PriceBook(Map.of(
            new PriceBook.Entry(new ProviderId("openai"), new ModelName("gpt-5")),
            new Price(
                    new Price.Rates(new BigDecimal("0.00000125"), new BigDecimal("0.00001"), null, null), List.of())));

    private static ProviderCatalog catalog() {
        return new ProviderCatalog(List.of(new Provider(
                new ProviderId("openai"),
                "OpenAI",
                List.of("open-ai"),
                new ProviderAuth("Authorization", "Bearer {key}", List.of(), null),
                List.of(UpstreamRule.below("https://api.openai.invalid/v1")),
                Provider.Unified.chat("openai", "/chat/completions"),
                null)));
    }

    String origin() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return http.actualPort();
    }

    static String api(String below) {
        return "/client/v4/accounts/" + ACCOUNT + "/ai-gateway" + below;
    }

    Answer get(String path) {
        return send("GET", api(path), null);
    }

    Answer post(String path, String json) {
        return send("POST", api(path), json);
    }

    Answer put(String path, String json) {
        return send("PUT", api(path), json);
    }

    Answer patch(String path, String json) {
        return send("PATCH", api(path), json);
    }

    Answer delete(String path) {
        return send("DELETE", api(path), null);
    }

    Answer send(String method, String fullPath, @Nullable String json) {
        return send(request(fullPath)
                .header("authorization", "Bearer " + TOKEN)
                .header("content-type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
    }

    /** The same with another token. */
    Answer sendAs(String token, String method, String fullPath, @Nullable String json) {
        return send(request(fullPath)
                .header("authorization", "Bearer " + token)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
    }

    /** Lets this server know a token. */
    void admit(ApiToken token) {
        access.keep(token);
        live.refreshTokens();
    }

    HttpRequest.Builder request(String fullPath) {
        return HttpRequest.newBuilder(URI.create(origin() + fullPath)).version(HttpClient.Version.HTTP_1_1);
    }

    /** The status that a GET will answer. */
    CompletableFuture<Integer> later(String fullPath) {
        HttpRequest request =
                request(fullPath).header("authorization", "Bearer " + TOKEN).build();
        return client.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            boolean json =
                    answer.headers().firstValue("content-type").orElse("").equals("application/json");
            JsonNode body = json && answer.body().length > 0 ? JSON.readTree(answer.body()) : JSON.missingNode();
            Seen seen = Seen.of(answer, body);
            Contract.check(seen);
            OurDocument.check(seen);
            return new Answer(answer.statusCode(), body, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close().await();
        onTheWay.close();
        endpoint.close();
        runner.close();
        client.close();
        vertx.close().await();
    }

    /** Every error as its path and its message. */
    static List<String> messages(Server.Answer answer) {
        List<String> messages = new ArrayList<>();
        answer.body()
                .path("errors")
                .forEach(error -> messages.add(
                        error.path("path") + " " + error.path("message").asText()));
        return messages;
    }
}
