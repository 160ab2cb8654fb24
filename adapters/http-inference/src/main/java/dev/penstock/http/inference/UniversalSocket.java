package dev.penstock.http.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Frame;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.vertx.SocketFrames;
import dev.penstock.vertx.SocketWriter;
import io.vertx.core.http.ServerWebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One caller's WebSocket for many requests (data plane endpoints, section 6.1). While the caller does not read, neither its next
 * message nor more of any answer is read. When it leaves, everything that was under way for it ends. For the socket's event
 * loop.
 */
final class UniversalSocket implements Flow.Subscriber<Frame> {
    private static final int MOST_AT_ONCE = 64;
    private static final Frame.Close GOING_AWAY = new Frame.Close(1001, "the gateway is going down");
    private static final Frame.Close TOO_LONG = new Frame.Close(Frame.Close.TOO_LARGE, "the message is too long");
    private static final Frame.Close NOT_TEXT = new Frame.Close(1003, "messages are text");

    private final ServerWebSocket socket;
    private final InferenceRequest head;
    private final Sockets sockets;
    private final MessageCollector collector;
    private final Set<UniversalCall> underWay = new LinkedHashSet<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private HeldBytes room;
    private boolean stopping;
    private boolean gone;

    /**
     * @param head what the socket was asked for with; what its headers ask for holds for every message that says nothing else
     */
    UniversalSocket(ServerWebSocket socket, InferenceRequest head, Sockets sockets) {
        this.socket = socket;
        this.head = head;
        this.sockets = sockets;
        this.collector = new MessageCollector(sockets.limits().unified());
        this.room = new HeldBytes(sockets.memory());
    }

    void open() {
        SocketFrames frames = new SocketFrames(socket, () -> {}, goodbye -> leave());
        socket.drainHandler(drained -> drained());
        socket.shutdownHandler(down -> stop());
        frames.subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public void onNext(Frame frame) {
        if (gone || stopping) {
            return;
        }
        if (frame instanceof Frame.Part part) {
            take(part);
            whenDrained(this::more);
        }
    }

    private void more() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void take(Frame.Part part) {
        if (part.kind() == Frame.Kind.BINARY) {
            close(NOT_TEXT);
            return;
        }
        switch (collector.take(part, room)) {
            case UNFINISHED -> {}
            case TOO_LONG -> close(TOO_LONG);
            case NO_ROOM -> refuse(null, new Problem.Busy("too many large requests are held at the moment; try again"));
            case WHOLE -> {
                HeldBytes held = room;
                room = new HeldBytes(sockets.memory());
                serve(collector.message(), held);
            }
        }
    }

    private void serve(ByteBuffer message, HeldBytes held) {
        String eventId = null;
        try {
            UniversalMessage read = UniversalMessage.read(message);
            eventId = read.eventId();
            if (underWay.size() >= MOST_AT_ONCE) {
                throw new ProblemException(
                        new Problem.Busy("at most %d requests at once over one socket".formatted(MOST_AT_ONCE)));
            }
            UniversalCall call = UniversalCall.of(read, head, this, sockets, held);
            underWay.add(call);
            call.begin();
        } catch (ProblemException refusal) {
            held.release();
            refuse(eventId, refusal.problem());
        }
    }

    private void refuse(@Nullable String eventId, Problem problem) {
        send(ServerMessage.error(eventId, null, 0, ProblemReply.json(problem)));
    }

    /** Writes a message, whether the socket is full or not: whoever writes many asks first. */
    void send(byte[] message) {
        if (!gone && !socket.isClosed()) {
            SocketWriter.writeText(socket, message);
        }
    }

    /** Does this now, or once the caller has read. */
    void whenDrained(Runnable deed) {
        if (gone) {
            return;
        }
        if (socket.isClosed() || !socket.writeQueueFull()) {
            deed.run();
        } else {
            waiting.add(deed);
        }
    }

    /** Whoever waited goes on, in turn, until the socket is full again. */
    private void drained() {
        while (!gone && !waiting.isEmpty() && (socket.isClosed() || !socket.writeQueueFull())) {
            waiting.remove().run();
        }
    }

    void ended(UniversalCall call) {
        underWay.remove(call);
        if (stopping && underWay.isEmpty()) {
            close(GOING_AWAY);
        }
    }

    /** The gateway goes down: what is under way comes to its end, and nothing more begins. */
    private void stop() {
        stopping = true;
        if (underWay.isEmpty()) {
            close(GOING_AWAY);
        }
    }

    private void close(Frame.Close why) {
        SocketWriter.close(socket, why);
        leave();
    }

    private void leave() {
        if (gone) {
            return;
        }
        gone = true;
        collector.release();
        waiting.clear();
        List.copyOf(underWay).forEach(UniversalCall::leave);
        underWay.clear();
    }

    @Override
    public void onError(Throwable failure) {
        leave();
    }

    @Override
    public void onComplete() {
        leave();
    }
}
