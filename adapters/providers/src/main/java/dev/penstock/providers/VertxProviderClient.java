package dev.penstock.providers;

import dev.penstock.application.port.CredentialReader;
import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.providers.credential.Authorizer;
import dev.penstock.providers.credential.Outgoing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Calls providers over HTTP/1.1. Made and used on one event loop, so that a request and its upstream connection stay on one
 * thread; connections are kept alive and shared by the calls of that loop.
 */
public final class VertxProviderClient implements ProviderClient {
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int MAX_CHUNK_BYTES = 64 * 1024;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int KNOWN_ENDPOINTS = 256;

    private final HttpClient client;
    private final ForeignAddress foreign;
    private final Authorizer authorizer;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Endpoint> eldest) {
            return size() > KNOWN_ENDPOINTS;
        }
    };

    public VertxProviderClient(Vertx vertx, ProviderClientSettings settings, InstantSource clock) {
        authorizer = new Authorizer(vertx, clock, settings.connect(), settings.tokenAddress());
        foreign = new ForeignAddress(vertx, settings.privateForeigners());
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) settings.connect().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) settings.idle().toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxChunkSize(MAX_CHUNK_BYTES)
                .setDecompressionSupported(false)
                .setVerifyHost(true);
        client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions()
                        .setHttp1MaxSize(settings.connectionsPerHost())
                        .setMaxWaitQueueSize(settings.connectionsPerHost()))
                .build();
    }

    @Override
    public CompletionStage<InferenceReply> send(Call call, CompletionStage<Void> abandoned) {
        Endpoint endpoint = endpoints.computeIfAbsent(call.address().upstream().base(), Endpoint::of);
        boolean complete = call.credential() == null && call.provider().auth().scheme() == ProviderAuth.Scheme.HEADER;
        return complete
                ? send(call, endpoint, abandoned)
                : authorized(call, endpoint).thenCompose(signed -> send(signed, endpoint, abandoned));
    }

    private CompletionStage<InferenceReply> send(Call call, Endpoint endpoint, CompletionStage<Void> abandoned) {
        Attempt attempt = new Attempt(call);
        abandoned.thenRun(attempt::abandon);
        connect(call, endpoint).onComplete(attempt::connected, attempt::failed);
        return attempt.reply();
    }

    private CompletionStage<Call> authorized(Call call, Endpoint endpoint) {
        Outgoing outgoing = new Outgoing(
                call.provider(),
                call.method(),
                endpoint.authority(),
                endpoint.pathPrefix() + call.address().upstream().path(),
                call.address().query(),
                call.headers(),
                call.body());
        return authorizer
                .authorize(outgoing, call.credential())
                .thenApply(authorized -> with(authorized, call))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unusable(failure)));
    }

    private static Throwable unusable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CredentialReader.Unusable unusable
                ? new ProblemException(new Problem.KeyUnusable(unusable.reason()))
                : cause;
    }

    private static Call with(Outgoing.Authorized authorized, Call call) {
        return new Call(
                call.provider(),
                new Address(call.address().upstream(), authorized.query()),
                call.model(),
                call.method(),
                authorized.headers(),
                call.body(),
                null,
                call.translation());
    }

    /** The server's name goes into the request and its certificate, wherever the connection leads. */
    private Future<HttpClientRequest> connect(Call call, Endpoint endpoint) {
        RequestOptions options = options(call, endpoint);
        return call.address().upstream().foreign()
                ? foreign.of(endpoint).compose(address -> client.request(options.setServer(address)))
                : client.request(options);
    }

    private static RequestOptions options(Call call, Endpoint endpoint) {
        String query = call.address().query();
        String path = endpoint.pathPrefix() + call.address().upstream().path();
        return new RequestOptions()
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.tls())
                .setMethod(HttpMethod.valueOf(call.method()))
                .setURI(query == null ? path : path + "?" + query);
    }
}
