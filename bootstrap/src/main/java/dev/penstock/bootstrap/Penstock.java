package dev.penstock.bootstrap;

import dev.penstock.application.account.ManageTokens;
import dev.penstock.application.customprovider.ManageCustomCosts;
import dev.penstock.application.customprovider.ManageCustomProviders;
import dev.penstock.application.dataset.ManageDatasets;
import dev.penstock.application.evaluation.ManageEvaluations;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.inference.ConductSettings;
import dev.penstock.application.inference.ServeInference;
import dev.penstock.application.log.ManageLogs;
import dev.penstock.application.providerconfig.ManageProviderConfigs;
import dev.penstock.application.route.AnalyseRoute;
import dev.penstock.application.route.ExplainRoute;
import dev.penstock.application.route.ManageRouteVersions;
import dev.penstock.application.route.ManageRoutes;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.http.inference.RequestHeaders;
import dev.penstock.http.inference.RequestScanner;
import dev.penstock.storage.sql.MasterKey;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Penstock inside another program: the same use cases as the server's, without HTTP in front of them. Management blocks, so
 * call it from threads that may; {@link #serve} never does. Closing it cuts short what is
 * still being answered, and writes out the last log entries.
 */
public final class Penstock implements AutoCloseable {
    private final House house;
    private final AccountId account;
    private final Vertx vertx;
    private final Context loop;
    private final ServeInference inference;
    private final RequestIds ids = new RequestIds(new SplittableRandom(new SecureRandom().nextLong()));

    private Penstock(ServerSettings settings) {
        house = Start.house(settings, List.of());
        account = house.access().homeAccount(settings.account());
        house.refresh();
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        loop = vertx.getOrCreateContext();
        inference = house.serving(vertx, task -> loop.runOnContext(now -> task.run()))
                .inference();
    }

    /** One that forgets everything when it is closed. */
    public static Builder inMemory() {
        return new Builder(null);
    }

    /** One that keeps everything in a folder, which is made where need be. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private ServerSettings settings;

        private Builder(@Nullable Path folder) {
            ServerSettings base = ServerSettings.DEFAULTS;
            settings = new ServerSettings(base.listener(), folder, null, null, null, null, base.providers(), false);
        }

        /** Sends a provider's traffic elsewhere: {@code provider("openai", "http://127.0.0.1:11434/v1")}. */
        public Builder provider(String slug, String baseUrl) {
            settings = settings.withBaseUrl(BaseUrls.provider(slug), BaseUrls.checked(baseUrl));
            return this;
        }

        /** A provider's key for requests with a gateway token when neither they nor their gateway have one. */
        public Builder providerKey(String slug, String key) {
            settings = settings.withApiKey(BaseUrls.provider(slug), new Secret(key));
            return this;
        }

        /**
         * Seals what is secret in the folder with a key that is kept elsewhere: 32 random bytes, in hexadecimal digits or base64.
         * Without it a key is made in the folder, as {@code master.key}.
         */
        public Builder masterKey(String key) {
            settings = settings.withMasterKey(MasterKey.parse(key));
            return this;
        }

        /** Lets custom providers be in private networks, too. */
        public Builder allowPrivateEgress() {
            settings = settings.withPrivateEgress(true);
            return this;
        }

        /** What is done when providers do not keep their word, where requests do not say it themselves. */
        public Builder conduct(ConductSettings conduct) {
            settings = settings.withConduct(conduct);
            return this;
        }

        public Penstock open() {
            return new Penstock(settings);
        }
    }

    /** The account of this Penstock; with a folder, the same each time. */
    public AccountId account() {
        return account;
    }

    /** The address of one of the account's gateways. */
    public GatewayAddress gateway(String id) {
        return new GatewayAddress(account, new GatewayId(id));
    }

    public ManageGateways gateways() {
        return house.management().gateways();
    }

    /** Tokens: what callers of a server on the same folder show, and what {@code cf-aig-authorization} may hold. */
    public ManageTokens tokens() {
        return house.management().tokens();
    }

    public ManageLogs logs() {
        return house.management().logs();
    }

    public ManageProviderConfigs providerConfigs() {
        return house.management().providerConfigs();
    }

    public ManageDatasets datasets() {
        return house.management().datasets();
    }

    /** Evaluations are worked off in the background for as long as this is open, and go on when it is opened again. */
    public ManageEvaluations evaluations() {
        return house.management().evaluations();
    }

    public ManageRoutes routes() {
        return house.management().routes();
    }

    public ManageRouteVersions routeVersions() {
        return house.management().routeVersions();
    }

    /** What can be said of versions of routes before any request takes them. */
    public AnalyseRoute analyseRoute() {
        return house.analyseRoute();
    }

    /** Says which way a request would take through a dynamic route, and why. */
    public ExplainRoute explainRoute() {
        return house.explainRoute();
    }

    public ManageCustomProviders customProviders() {
        return house.management().customProviders();
    }

    public ManageCustomCosts customCosts() {
        return house.management().customCosts();
    }

    /**
     * A POST of a JSON body to a provider's own API.
     *
     * @param headers what the provider is to see, and {@code cf-aig-*} headers, which mean the same as over HTTP
     */
    public InferenceRequest post(GatewayAddress gateway, String provider, String path, Headers headers, String json) {
        return request(gateway, new RequestTarget.Native(provider, path, null), Door.PROVIDER, headers, json);
    }

    /** A chat completion in OpenAI's words for any provider: the model is written as {@code provider/model}. */
    public InferenceRequest chat(GatewayAddress gateway, Headers headers, String json) {
        return request(gateway, new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null), Door.COMPAT, headers, json);
    }

    private InferenceRequest request(
            GatewayAddress gateway, RequestTarget target, Door door, Headers headers, String json) {
        ByteBuffer body = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
        return new InferenceRequest(
                arrival(door),
                gateway,
                target,
                "POST",
                headers.with("content-type", "application/json"),
                new InferenceRequest.Content(new Body.Whole(body), RequestScanner.scan(body)),
                RequestHeaders.options(headers));
    }

    private Arrival arrival(Door door) {
        Instant now = house.clock().instant();
        synchronized (ids) {
            return new Arrival(ids.next(now), now, door);
        }
    }

    /**
     * Serves a request. The stage completes on the event loop, with the reply's head; subscribe to a streamed body there and
     * then, and do not block. Fails with a {@code ProblemException} when the gateway itself refuses.
     */
    public CompletionStage<InferenceReply> serve(InferenceRequest request) {
        CompletableFuture<InferenceReply> reply = new CompletableFuture<>();
        loop.runOnContext(now -> inference
                .serve(request, new CompletableFuture<>())
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        reply.complete(answer);
                    } else {
                        reply.completeExceptionally(failure);
                    }
                }));
        return reply;
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        } finally {
            house.close();
        }
    }
}
