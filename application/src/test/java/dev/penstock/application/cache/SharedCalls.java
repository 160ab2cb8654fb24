package dev.penstock.application.cache;

import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeReplyCache;
import dev.penstock.application.port.SampleReplies;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.provider.ProviderId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Callers on event loops of their own who ask the same, and a provider that answers when the test says so. */
final class SharedCalls {
    static final int LARGEST = 1000;
    static final String STREAM = "text/event-stream";

    final FakeLoops loops = new FakeLoops();
    final FakeReplyCache cache = new FakeReplyCache();
    final Flights flights = new Flights();
    final ByteBudget budget = new ByteBudget(100_000);
    final List<MadeCall> calls = new ArrayList<>();

    /** A call that reached the provider. */
    static final class MadeCall {
        final CompletableFuture<InferenceReply> reply = new CompletableFuture<>();
        final FakeChunks chunks = new FakeChunks();
        private final CompletionStage<Void> abandoned;

        MadeCall(CompletionStage<Void> abandoned) {
            this.abandoned = abandoned;
        }

        boolean isAbandoned() {
            return abandoned.toCompletableFuture().isDone();
        }

        void streams() {
            streams(200, STREAM);
        }

        void streams(int status, String type) {
            reply.complete(SharedCalls.reply(status, type, new Body.Streamed(chunks, -1)));
        }

        void answers(int status, String body) {
            ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
            reply.complete(SharedCalls.reply(status, "application/json", new Body.Whole(bytes)));
        }
    }

    /** Somebody who asked. */
    final class Caller {
        final CompletableFuture<Void> left = new CompletableFuture<>();
        final CompletableFuture<CacheAnswer> answer;

        Caller(@Nullable CacheWish wish) {
            CachedReplies replies = new CachedReplies(
                    cache, flights, new KeepingLimits(LARGEST, budget), () -> SampleReplies.NOON, loops.loop());
            answer = replies.answer(wish, left, SharedCalls.this::call).toCompletableFuture();
        }

        CacheAnswer answer() {
            if (!answer.isDone()) {
                throw new AssertionError("no answer yet");
            }
            return answer.join();
        }

        PacedReader reader() {
            return PacedReader.of(answer());
        }
    }

    private CompletionStage<InferenceReply> call(CompletionStage<Void> abandoned) {
        MadeCall made = new MadeCall(abandoned);
        calls.add(made);
        return made.reply;
    }

    static InferenceReply reply(int status, String type, Body body) {
        Headers headers = Headers.NONE.with("content-type", type).with("set-cookie", "canary=1");
        return new InferenceReply(
                status,
                headers,
                body,
                new InferenceReply.Origin(new ProviderId("openai"), "gpt-4o"),
                () -> new Metering("gpt-4o", TokenUsage.of(3, 5)));
    }

    static CacheWish wish(boolean stream, boolean shared, @Nullable String acceptEncoding) {
        return new CacheWish(SampleReplies.key(1), Duration.ofMinutes(5), stream, shared, acceptEncoding);
    }

    /** Somebody who shares, on a loop of their own; what that takes has been done. */
    Caller caller() {
        return caller(wish(true, true, null));
    }

    Caller caller(@Nullable CacheWish wish) {
        Caller caller = new Caller(wish);
        loops.settle();
        return caller;
    }

    List<Caller> callers(int count) {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            callers.add(caller());
        }
        return callers;
    }

    /** The one call that was made. */
    MadeCall call() {
        if (calls.size() != 1) {
            throw new AssertionError("expected one call, not " + calls.size());
        }
        return calls.get(0);
    }
}
