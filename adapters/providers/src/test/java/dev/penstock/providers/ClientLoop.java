package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.port.ProviderClient.Address;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.Upstream;
import dev.penstock.domain.provider.UpstreamRule;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An event loop with the client under test on it; calls go out from there, answers are waited for here. */
final class ClientLoop implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final Context loop = vertx.getOrCreateContext();
    private final ProviderClient client;

    ClientLoop() {
        this(vertx -> new VertxProviderClient(vertx, ProviderClientSettings.DEFAULTS, Instant::now));
    }

    /** With a client that translates, and asks for tokens at this address. */
    static ClientLoop translating(String tokenAddress) {
        AtomicLong ids = new AtomicLong();
        ProviderClientSettings settings = ProviderClientSettings.DEFAULTS.withTokenAddress(tokenAddress);
        return new ClientLoop(vertx -> new TranslatingClient(
                vertx,
                new VertxProviderClient(vertx, settings, Instant::now),
                Instant::now,
                () -> "id" + ids.incrementAndGet()));
    }

    private ClientLoop(Function<Vertx, ProviderClient> clients) {
        client = on(() -> clients.apply(vertx));
    }

    Vertx vertx() {
        return vertx;
    }

    private interface Deed<T> {
        T get();
    }

    private <T> T on(Deed<T> deed) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.runOnContext(now -> {
            try {
                done.complete(deed.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return outcome(done);
    }

    void run(Runnable deed) {
        loop.runOnContext(now -> deed.run());
    }

    /** The call as it stands, answered or not. */
    CompletableFuture<InferenceReply> begin(Call call, CompletableFuture<Void> abandoned) {
        CompletableFuture<InferenceReply> reply = new CompletableFuture<>();
        run(() -> client.send(call, abandoned).whenComplete((answer, failure) -> {
            if (failure != null) {
                reply.completeExceptionally(failure);
            } else {
                reply.complete(answer);
            }
        }));
        return reply;
    }

    CompletableFuture<InferenceReply> begin(Call call) {
        return begin(call, new CompletableFuture<>());
    }

    InferenceReply send(Call call) {
        return outcome(begin(call));
    }

    /** Subscribes on the loop. */
    Reading read(InferenceReply reply) {
        Reading reading = new Reading(this);
        Body.Streamed streamed = (Body.Streamed) reply.body();
        run(() -> streamed.chunks().subscribe(reading));
        return reading;
    }

    byte[] all(InferenceReply reply) {
        return switch (reply.body()) {
            case Body.Whole whole -> bytes(whole.bytes());
            case Body.Streamed streamed -> {
                Reading reading = read(reply);
                reading.request(Long.MAX_VALUE);
                yield reading.whole();
            }
        };
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    static <T> T outcome(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("nothing came", e);
        }
    }

    static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    static Call call(String method, String base, String path, Headers headers, Body body) {
        return call(method, base, path, null, headers, body);
    }

    static Call call(String method, String base, String path, @Nullable String query, Headers headers, Body body) {
        Provider provider = new Provider(
                new ProviderId("openai"),
                "OpenAI",
                List.of(),
                new ProviderAuth("Authorization", "Bearer {key}", List.of(), null),
                List.of(UpstreamRule.below(base)),
                null,
                null);
        return new Call(
                provider, new Address(new Upstream(base, path), query), "asked", method, headers, body, null, null);
    }

    static Headers headers(String... namesAndValues) {
        List<Header> lines = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            lines.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(lines);
    }

    static Body text(String text) {
        return new Body.Whole(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
