package dev.penstock.providers;

import dev.penstock.application.port.ProviderClient;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.providers.credential.Authorizer;
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
    private final CallKeys keys;
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Endpoint> eldest) {
            return size() > KNOWN_ENDPOINTS;
        }
    };

    public VertxProviderClient(Vertx vertx, ProviderClientSettings settings, InstantSource clock) {
        keys = new CallKeys(new Authorizer(vertx, clock, settings.connect(), settings.tokenAddress()));
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
        return CallKeys.isComplete(call)
                ? send(call, endpoint, abandoned)
                : keys.put(call, endpoint).thenCompose(complete -> send(complete, endpoint, abandoned));
    }

    private CompletionStage<InferenceReply> send(Call call, Endpoint endpoint, CompletionStage<Void> abandoned) {
        Attempt attempt = new Attempt(call);
        abandoned.thenRun(attempt::abandon);
        connect(call, endpoint).onComplete(attempt::connected, attempt::failed);
        return attempt.reply();
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
