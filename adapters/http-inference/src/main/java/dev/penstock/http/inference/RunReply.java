package dev.penstock.http.inference;

import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the answer to a run as its callers expect it: with the state it is in (data plane endpoints, section 5). The answer
 * passes chunk by chunk; events, sounds and pictures pass as they are.
 */
final class RunReply {
    private static final int FIRST_FAILURE = 400;

    private RunReply() {}

    /**
     * @param model as the caller wrote it
     * @param enveloped whether the API's envelope goes around it all
     */
    static CompletionStage<InferenceReply> wrap(InferenceReply reply, String model, boolean enveloped) {
        if (reply.status() >= FIRST_FAILURE) {
            boolean readable = isPlain(reply.headers());
            return GatheredBody.of(reply.body())
                    .thenApply(bytes -> failed(reply, readable ? bytes : null, model, enveloped));
        }
        boolean wrappable = isPlain(reply.headers()) && isJson(reply.headers().get("content-type"));
        return CompletableFuture.completedFuture(wrappable ? completed(reply, model, enveloped) : reply);
    }

    private static InferenceReply completed(InferenceReply reply, String model, boolean enveloped) {
        ByteBuffer before = RunWords.before(enveloped);
        ByteBuffer behind = RunWords.behind(reply.origin().provider().slug(), model, enveloped);
        InferenceReply bare = json(reply, reply.status());
        return switch (reply.body()) {
            case Body.Whole whole -> bare.withBody(new Body.Whole(joined(before, whole.bytes(), behind)));
            case Body.Streamed streamed ->
                bare.withBody(new Body.Streamed(
                        new FramedChunks(before, streamed.chunks(), behind),
                        streamed.length() < 0 ? -1 : streamed.length() + before.remaining() + behind.remaining()));
        };
    }

    private static ByteBuffer joined(ByteBuffer before, ByteBuffer body, ByteBuffer behind) {
        return ByteBuffer.allocate(before.remaining() + body.remaining() + behind.remaining())
                .put(before)
                .put(body)
                .put(behind)
                .flip();
    }

    private static InferenceReply failed(
            InferenceReply reply, byte @Nullable [] body, String model, boolean enveloped) {
        RunFailure failure = RunFailure.of(reply.status(), body == null ? null : ProviderWords.in(body), model);
        return json(reply, failure.status())
                .withBody(new Body.Whole(ByteBuffer.wrap(RunWords.failed(failure, model, enveloped))));
    }

    /** The same with a body of ours to come. */
    private static InferenceReply json(InferenceReply reply, int status) {
        Headers headers = reply.headers()
                .without(line -> line.isNamed("content-type") || line.isNamed("content-encoding"))
                .with("content-type", "application/json");
        return new InferenceReply(status, headers, reply.body(), reply.origin(), reply.meter());
    }

    private static boolean isPlain(Headers headers) {
        String encoding = headers.get("content-encoding");
        return encoding == null || encoding.equalsIgnoreCase("identity");
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json");
    }
}
