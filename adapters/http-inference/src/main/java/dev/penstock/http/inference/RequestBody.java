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

    /**
     * @param unified whether the body has to be read whole, since it says what is asked for
     */
    CompletionStage<Content> take(HttpServerRequest http, boolean unified) {
        String lengthHeader = http.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = http.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        long length = lengthHeader == null ? -1 : Long.parseLong(lengthHeader);
        if (!chunked && length <= 0) {
            return CompletableFuture.completedFuture(Content.NONE);
        }
        if (length > limits.body()) {
            return tooLarge(limits.body());
        }
        int whole = unified ? limits.unified() : limits.lookedAt();
        if (unified && length > whole) {
            return tooLarge(whole);
        }
        boolean worthALook = unified || (length <= whole && isJson(http.getHeader(HttpHeaders.CONTENT_TYPE)));
        return worthALook
                ? collect(http, length, whole, unified)
                : CompletableFuture.completedFuture(stream(http, length));
    }

    private Content stream(HttpServerRequest http, long length) {
        http.pause();
        ReadStreamPublisher arriving = new ReadStreamPublisher(http, () -> {});
        return new Content(
                new Body.Streamed(length >= 0 ? arriving : new BoundedChunks(arriving, limits.body()), length),
                RequestFacts.NONE);
    }

    private CompletionStage<Content> collect(HttpServerRequest http, long length, int most, boolean unified) {
        BodyCollector collector = new BodyCollector(http, length, most, memory);
        return collector.collect().thenApply(body -> {
            if (unified && !(body instanceof Body.Whole)) {
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
