package dev.penstock.http.inference;

import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceRequest.Content;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.vertx.ReadStreamPublisher;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request's body in the way that suits it: short JSON whole, so that it can be looked at; everything else as a
 * stream that is never held.
 */
final class RequestBody {
    private final InferenceLimits limits;
    private final ByteBudget memory;

    RequestBody(InferenceLimits limits, ByteBudget memory) {
        this.limits = limits;
        this.memory = memory;
    }

    /** How much of a body is wanted at once. */
    enum Appetite {
        /** All of it: it says what is asked for. */
        ALL,
        /** All of it, whatever it holds, while there is room; else it streams. */
        ALL_IF_IT_FITS,
        /** A short one, for a look. */
        A_LOOK
    }

    CompletionStage<Content> take(HttpServerRequest http, Appetite appetite) {
        String lengthHeader = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = http.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        long length = lengthHeader == null ? -1 : Long.parseLong(lengthHeader);
        if (!chunked && length <= 0) {
            return CompletableFuture.completedFuture(Content.NONE);
        }
        if (length > limits.body()) {
            return tooLarge(limits.body());
        }
        int whole = appetite == Appetite.A_LOOK ? limits.lookedAt() : limits.unified();
        boolean needed = appetite == Appetite.ALL;
        if (needed && length > whole) {
            return tooLarge(whole);
        }
        boolean collected = needed
                || (length <= whole
                        && (appetite == Appetite.ALL_IF_IT_FITS || isJson(http.getHeader(HttpHeaders.CONTENT_TYPE))));
        return collected
                ? collect(http, length, whole, needed)
                : CompletableFuture.completedFuture(stream(http, length));
    }

    private Content stream(HttpServerRequest http, long length) {
        http.pause();
        ReadStreamPublisher arriving = new ReadStreamPublisher(http, () -> {});
        return new Content(
                new Body.Streamed(length >= 0 ? arriving : new BoundedChunks(arriving, limits.body()), length),
                RequestFacts.NONE);
    }

    private CompletionStage<Content> collect(HttpServerRequest http, long length, int most, boolean needed) {
        BodyCollector collector = new BodyCollector(http, length, most, memory);
        return collector.collect().thenApply(body -> {
            if (needed && !(body instanceof Body.Whole)) {
                throw new ProblemException(
                        collector.hadNoRoom()
                                ? new Problem.Busy("too many large requests are held at the moment; try again")
                                : new Problem.TooLarge(most));
            }
            return switch (body) {
                case Body.Whole whole -> new Content(whole, RequestScanner.scan(whole.bytes()));
                case Body.Streamed streamed ->
                    new Content(
                            new Body.Streamed(new BoundedChunks(streamed.chunks(), limits.body()), streamed.length()),
                            RequestFacts.NONE);
            };
        });
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).contains("json");
    }

    private static CompletionStage<Content> tooLarge(long most) {
        return CompletableFuture.failedFuture(new ProblemException(new Problem.TooLarge(most)));
    }
}
