package dev.penstock.application.inference;

import dev.penstock.application.log.BodyCapture;
import dev.penstock.application.log.CapturedBodies;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestId;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.UnifiedModel;
import dev.penstock.domain.inference.WatchedChunks;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.ModelInPath;
import dev.penstock.domain.log.ModelType;
import dev.penstock.domain.provider.ProviderId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is being written down about one request. Ends with one entry in the queue, or with none. For the request's event loop. */
final class Recording {
    private static final int INTERNAL_ERROR = 500;
    private static final ProviderId UNIFIED = new ProviderId("compat");
    private static final Map<LogEntry.Ending, String> CAUSES = Map.of(
            LogEntry.Ending.TRUNCATED, "the provider broke off",
            LogEntry.Ending.CANCELLED, "the caller left");

    private final Exchange exchange;
    private final InferenceRequest request;
    private final RequestId id;
    private final LogQueue queue;
    private final PriceReply prices;
    private final InstantSource clock;
    private final BodyCapture sent;
    private final BodyCapture received;
    private @Nullable InferenceReply reply;
    private boolean handedOver;

    /**
     * @param keeps whether bodies are kept, and not only counted
     */
    Recording(Exchange exchange, LogQueue queue, PriceReply prices, InstantSource clock, boolean keeps) {
        this.exchange = exchange;
        this.request = exchange.request();
        this.id = exchange.visit().entries().next();
        this.queue = queue;
        this.prices = prices;
        this.clock = clock;
        this.sent = new BodyCapture(queue.budget(), keeps);
        this.received = new BodyCapture(queue.budget(), keeps);
    }

    /** Names the entry. */
    RequestId id() {
        return id;
    }

    /** The request's body, watched while it goes out. */
    Body request() {
        return switch (request.content().body()) {
            case Body.Whole whole -> {
                sent.add(whole.bytes());
                yield whole;
            }
            case Body.Streamed streamed ->
                new Body.Streamed(
                        new WatchedChunks(streamed.chunks(), this::requestChunk, ending -> {}), streamed.length());
        };
    }

    /** A provider may answer before it has read the request to its end; what passes later is not written down. */
    void requestChunk(ByteBuffer chunk) {
        if (!handedOver) {
            sent.add(chunk);
        }
    }

    void replyBegins(InferenceReply begun) {
        reply = begun;
    }

    void replyChunk(ByteBuffer chunk) {
        received.add(chunk);
    }

    void replyEnds(LogEntry.Ending ending) {
        InferenceReply ended = Objects.requireNonNull(reply);
        String answering = ended.origin().cached() ? null : ended.meter().read().model();
        String model = answering != null ? answering : ended.origin().model();
        LogEntry.Outcome outcome =
                new LogEntry.Outcome(ended.status(), ended.origin().cached(), duration(), ending, CAUSES.get(ending));
        offer(
                call(ended.origin().provider(), model),
                outcome,
                prices.of(exchange, ended),
                ended.headers().get("content-type"),
                ended.headers().get("content-encoding"));
    }

    /** The gateway itself had to answer. */
    void refused(Problem problem) {
        GatewayAnswer answer = GatewayAnswer.to(problem);
        ProviderId provider = problem instanceof Problem.ProviderFailed failed ? failed.provider() : providerAskedFor();
        gatewayAnswered(
                provider,
                new LogEntry.Outcome(
                        GatewayAnswer.loggedStatus(problem), false, duration(), answer.ending(), answer.cause()));
    }

    /** A bug of ours was in the way. */
    void failed() {
        gatewayAnswered(
                providerAskedFor(),
                new LogEntry.Outcome(
                        INTERNAL_ERROR, false, duration(), LogEntry.Ending.TRUNCATED, "the gateway failed"));
    }

    private void gatewayAnswered(ProviderId provider, LogEntry.Outcome outcome) {
        offer(call(provider, modelAskedFor()), outcome, LogEntry.Spend.NONE, "application/json", null);
    }

    /** As far as it can be told from the request alone where the destination was not found. */
    private ProviderId providerAskedFor() {
        Destination destination = exchange.destination();
        if (destination != null) {
            return destination.provider().id();
        }
        String slug = switch (request.target()) {
            case RequestTarget.Native asked -> asked.slug();
            case RequestTarget.Unified unified -> {
                UnifiedModel wanted =
                        UnifiedModel.parse(request.content().facts().model());
                yield wanted == null ? "" : wanted.prefix();
            }
            case RequestTarget.Universal steps -> "";
        };
        return ProviderId.isValid(slug) ? new ProviderId(slug) : UNIFIED;
    }

    private @Nullable String modelAskedFor() {
        Destination destination = exchange.destination();
        return destination != null
                ? destination.model()
                : request.content().facts().model();
    }

    private void offer(
            LogEntry.Call call,
            LogEntry.Outcome outcome,
            LogEntry.Spend spend,
            @Nullable String replyType,
            @Nullable String replyEncoding) {
        LogEntry entry = new LogEntry(
                new LogKey(request.gateway(), LogId.of(id)),
                exchange.attempt().startedAt(),
                call,
                outcome,
                spend,
                caller(),
                new LogEntry.Content(request.headers().get("content-type"), replyType, sent.size(), received.size()),
                new LogEntry.Notes(request.options().log().metadata(), null, null));
        handedOver = true;
        queue.offer(
                entry, new CapturedBodies(sent, request.headers().get("content-encoding"), received, replyEncoding));
    }

    private LogEntry.Caller caller() {
        String eventId = Objects.requireNonNullElse(
                request.options().eventId(), request.id().toString());
        return new LogEntry.Caller(
                eventId, request.headers().get("user-agent"), exchange.visit().authenticated());
    }

    private LogEntry.Call call(ProviderId provider, @Nullable String model) {
        String path = request.target().path();
        return new LogEntry.Call(
                provider,
                model != null ? model : ModelInPath.of(path),
                ModelType.of(path),
                path,
                request.arrival().door(),
                exchange.place().step(),
                exchange.place().trail());
    }

    private Duration duration() {
        Duration duration = Duration.between(exchange.attempt().startedAt(), clock.instant());
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
