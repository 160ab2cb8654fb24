package dev.penstock.http.inference;

import dev.penstock.application.conduct.UnwantedStream;
import dev.penstock.application.inference.Failures;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Arrival;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.Step;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on a WebSocket for many, from its message to the last one about it. */
final class UniversalCall {
    private static final Logger LOG = LoggerFactory.getLogger(UniversalCall.class);
    private static final String EVENTS = "text/event-stream";

    private final InferenceRequest request;
    private final String eventId;
    private final UniversalSocket socket;
    private final Sockets sockets;
    private final HeldBytes held;
    private final CompletableFuture<Void> callerLeft = new CompletableFuture<>();
    private @Nullable AnswerReader reader;

    private UniversalCall(InferenceRequest request, UniversalSocket socket, Sockets sockets, HeldBytes held) {
        this.request = request;
        this.eventId = eventId(request);
        this.socket = socket;
        this.sockets = sockets;
        this.held = held;
    }

    /**
     * Fails with what is wrong with the request.
     *
     * @param held what the message is held in, until this call has ended
     */
    static UniversalCall of(
            UniversalMessage message, InferenceRequest head, UniversalSocket socket, Sockets sockets, HeldBytes held) {
        Instant now = sockets.clock().instant();
        InferenceRequest bare = new InferenceRequest(
                new Arrival(sockets.ids().next(now), now, Door.WEBSOCKET),
                head.gateway(),
                head.target(),
                "POST",
                head.headers(),
                InferenceRequest.Content.NONE,
                options(message, head.options()));
        InferenceRequest.Content body = new InferenceRequest.Content(
                new Body.Whole(message.request()), bare.content().facts());
        return new UniversalCall(plain(UniversalBody.read(bare, body)), socket, sockets, held);
    }

    private static RequestOptions options(UniversalMessage message, RequestOptions base) {
        return message.eventId() == null
                ? base
                : RequestHeaders.options(new Headers(List.of(new Header("cf-aig-event-id", message.eventId()))), base);
    }

    /** A message says nothing of a content encoding, so none is asked for. */
    private static InferenceRequest plain(InferenceRequest request) {
        RequestTarget.Universal steps = (RequestTarget.Universal) request.target();
        List<Step> plain = steps.steps().stream()
                .map(step -> new Step(
                        step.target(),
                        step.headers().without(line -> line.isNamed("accept-encoding")),
                        step.content(),
                        step.options()))
                .toList();
        return request.with(new RequestTarget.Universal(plain, steps.query()), request.headers());
    }

    private static String eventId(InferenceRequest request) {
        Step first = ((RequestTarget.Universal) request.target()).steps().getFirst();
        String said = first.options().eventId();
        return said == null ? request.id().toString() : said;
    }

    String eventId() {
        return eventId;
    }

    void begin() {
        sockets.inference().serve(request, callerLeft).whenComplete(this::answered);
    }

    private void answered(@Nullable InferenceReply reply, @Nullable Throwable failure) {
        if (reply == null) {
            failed(Failures.cause(failure == null ? new IllegalStateException("no outcome") : failure));
        } else if (callerLeft.isDone()) {
            if (reply.body() instanceof Body.Streamed streamed) {
                streamed.chunks().subscribe(new UnwantedStream());
            }
        } else {
            read(reply);
        }
    }

    private void read(InferenceReply reply) {
        String type = reply.headers().get("content-type");
        boolean events = type != null && type.toLowerCase(Locale.ROOT).startsWith(EVENTS);
        AnswerReader chosen =
                events ? new EventsReader(this, reply, socket, sockets) : new WholeReader(this, reply, socket, sockets);
        reader = chosen;
        switch (reply.body()) {
            case Body.Streamed streamed -> streamed.chunks().subscribe(chosen);
            case Body.Whole(ByteBuffer bytes) -> chosen.readWhole(bytes);
        }
    }

    /** There is no answer, or no more of it. */
    void failed(Throwable cause) {
        ProblemException refusal = cause instanceof ProblemException known ? known : null;
        if (refusal == null && !callerLeft.isDone()) {
            LOG.error("request {} failed", request.id(), cause);
        }
        String logId = refusal == null || refusal.entry() == null
                ? null
                : refusal.entry().toString();
        socket.send(ServerMessage.error(
                eventId,
                logId,
                refusal == null ? 0 : refusal.step(),
                refusal == null ? ProblemReply.internalError() : ProblemReply.json(refusal.problem())));
        ended();
    }

    /** The answer to {@code reply} broke off. */
    void brokeOff(InferenceReply reply, Problem problem) {
        String logId =
                reply.origin().entry() == null ? null : reply.origin().entry().toString();
        socket.send(ServerMessage.error(eventId, logId, reply.origin().step(), ProblemReply.json(problem)));
        ended();
    }

    void ended() {
        held.release();
        socket.ended(this);
    }

    /** The caller is gone. */
    void leave() {
        callerLeft.complete(null);
        if (reader != null) {
            reader.cancel();
        }
        held.release();
    }
}
