package dev.penstock.application.inference;

import dev.penstock.application.log.BodyCapture;
import dev.penstock.application.log.CapturedBodies;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.customprovider.CustomProviderBook;
import dev.penstock.domain.customprovider.CustomSlug;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.TokenUsage;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is being written down about one request. Ends with one entry in the queue, or with none. For the request's event loop. */
final class Recording {
    private static final int INTERNAL_ERROR = 500;
    private static final ProviderId UNIFIED = new ProviderId("compat");

    private final InferenceRequest request;
    private final boolean authenticated;
    private final LogQueue queue;
    private final PriceBook prices;
    private final CustomProviderBook customProviders;
    private final InstantSource clock;
    private final BodyCapture sent;
    private final BodyCapture received;
    private @Nullable InferenceReply reply;
    private boolean handedOver;

    Recording(
            Exchange exchange,
            LogQueue queue,
            PriceBook prices,
            CustomProviderBook customProviders,
            InstantSource clock) {
        this.request = exchange.request();
        this.authenticated = exchange.authenticated();
        this.queue = queue;
        this.prices = prices;
        this.customProviders = customProviders;
        this.clock = clock;
        boolean keeps = !Boolean.FALSE.equals(request.options().collectPayload());
        this.sent = new BodyCapture(queue.budget(), keeps);
        this.received = new BodyCapture(queue.budget(), keeps);
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
    private void requestChunk(ByteBuffer chunk) {
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
        Metering metering = ended.meter().read();
        InferenceReply.Origin origin = ended.origin();
        LogEntry.Call call =
                call(origin.provider(), metering.model() != null ? metering.model() : origin.model(), origin.step());
        offer(
                call,
                outcome(ended.status(), ending),
                spend(origin, metering),
                ended.headers().get("content-type"),
                ended.headers().get("content-encoding"));
    }

    /** The gateway itself had to answer. */
    void refused(Problem problem) {
        GatewayAnswer answer = GatewayAnswer.to(problem);
        ProviderId provider = problem instanceof Problem.ProviderFailed failed ? failed.provider() : providerAskedFor();
        gatewayAnswered(provider, answer.status(), answer.ending());
    }

    /** A bug of ours was in the way. */
    void failed() {
        gatewayAnswered(providerAskedFor(), INTERNAL_ERROR, LogEntry.Ending.TRUNCATED);
    }

    private void gatewayAnswered(ProviderId provider, int status, LogEntry.Ending ending) {
        LogEntry.Call call = call(provider, modelAskedFor(), 0);
        offer(call, outcome(status, ending), LogEntry.Spend.NONE, "application/json", null);
    }

    /** As far as it can be told from the request alone. */
    private ProviderId providerAskedFor() {
        String slug = switch (request.target()) {
            case RequestTarget.Native asked -> asked.slug();
            case RequestTarget.UnifiedChat unified -> {
                UnifiedModel wanted =
                        UnifiedModel.parse(request.content().facts().model());
                yield wanted == null ? "" : wanted.prefix();
            }
        };
        return ProviderId.isValid(slug) ? new ProviderId(slug) : UNIFIED;
    }

    private @Nullable String modelAskedFor() {
        String asked = request.content().facts().model();
        UnifiedModel wanted = request.target() instanceof RequestTarget.UnifiedChat ? UnifiedModel.parse(asked) : null;
        return wanted == null ? asked : wanted.model();
    }

    private void offer(
            LogEntry.Call call,
            LogEntry.Outcome outcome,
            LogEntry.Spend spend,
            @Nullable String replyType,
            @Nullable String replyEncoding) {
        LogEntry entry = new LogEntry(
                new LogKey(request.gateway(), LogId.of(request.id())),
                request.receivedAt(),
                call,
                outcome,
                spend,
                caller(),
                new LogEntry.Content(request.headers().get("content-type"), replyType, sent.size(), received.size()),
                new LogEntry.Notes(request.options().metadata(), null, null));
        handedOver = true;
        queue.offer(
                entry, new CapturedBodies(sent, request.headers().get("content-encoding"), received, replyEncoding));
    }

    private LogEntry.Caller caller() {
        String eventId = Objects.requireNonNullElse(
                request.options().eventId(), request.id().toString());
        return new LogEntry.Caller(eventId, request.headers().get("user-agent"), authenticated);
    }

    private LogEntry.Call call(ProviderId provider, @Nullable String model, int step) {
        String path = request.target().path();
        return new LogEntry.Call(
                provider,
                model != null ? model : ModelInPath.of(path),
                ModelType.of(path),
                path,
                request.target() instanceof RequestTarget.Native
                        ? LogEntry.RequestType.PROVIDER
                        : LogEntry.RequestType.COMPAT,
                step);
    }

    private LogEntry.Outcome outcome(int status, LogEntry.Ending ending) {
        Duration duration = Duration.between(request.receivedAt(), clock.instant());
        return new LogEntry.Outcome(status, false, duration.isNegative() ? Duration.ZERO : duration, ending);
    }

    private LogEntry.Spend spend(InferenceReply.Origin origin, Metering metering) {
        TokenUsage usage = metering.usage();
        return usage == null
                ? LogEntry.Spend.NONE
                : new LogEntry.Spend(usage, cost(origin, metering.model(), usage), false);
    }

    private @Nullable Cost cost(InferenceReply.Origin origin, @Nullable String answered, TokenUsage usage) {
        String asked = origin.model() != null
                ? origin.model()
                : ModelInPath.of(request.target().path());
        return CustomSlug.isTrafficName(origin.provider().slug())
                ? customProviders.cost(request.gateway().account(), origin.provider(), answered, asked, usage)
                : prices.cost(origin.provider(), answered, asked, usage);
    }
}
