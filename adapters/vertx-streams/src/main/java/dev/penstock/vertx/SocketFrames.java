package dev.penstock.vertx;

import dev.penstock.domain.inference.Frame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import java.io.IOException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What comes in over a WebSocket, as a publisher of frames for one subscriber. What is not requested is not read, so the
 * sender slows down. Everything happens on the socket's own event loop.
 */
public final class SocketFrames implements Flow.Publisher<Frame>, Flow.Subscription {
    /** What Vert.x says of a connection that just ended. */
    private static final short NO_GOODBYE = 1006;

    private final WebSocketBase socket;
    private final Runnable abandon;
    private final Lost lost;
    private Flow.@Nullable Subscriber<? super Frame> subscriber;
    private @Nullable Throwable failure;
    private boolean endsGently;
    private boolean over;

    /** Hears that a connection has ended. */
    public interface Lost {
        /**
         * Comes once.
         *
         * @param goodbye whether the other side has said so, and only nobody has read it yet
         */
        void lost(boolean goodbye);
    }

    /**
     * Pauses the socket, which nobody has read from yet.
     *
     * @param abandon what to do when the subscriber cancels
     * @param lost what to do when the connection has ended before all was read, before the subscriber hears of it
     */
    public SocketFrames(WebSocketBase socket, Runnable abandon, Lost lost) {
        this.socket = socket;
        this.abandon = abandon;
        this.lost = lost;
        socket.pause();
        socket.frameHandler(this::frame);
        socket.exceptionHandler(this::broken);
        socket.closeHandler(closed -> closed());
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Frame> reader) {
        subscriber = reader;
        reader.onSubscribe(this);
        if (over) {
            reader.onError(cause());
        }
    }

    /** The other side was told goodbye: however its connection ends, that is an end. */
    public void endGently() {
        endsGently = true;
    }

    /** Vert.x is about to hang up; whoever sent what cannot be taken hears why. */
    private void broken(Throwable cause) {
        failure = cause;
        if (cause instanceof CorruptedWebSocketFrameException wrong && !socket.isClosed()) {
            SocketWriter.lastWord(socket, (short) wrong.closeStatus().code());
        }
    }

    private void frame(WebSocketFrame frame) {
        if (over || subscriber == null || frame.isPing() || frame.type() == WebSocketFrameType.PONG) {
            return;
        }
        if (frame.isClose()) {
            Short code = socket.closeStatusCode();
            String reason = socket.closeReason();
            end(code == null ? Frame.Close.NO_CODE : code, reason == null ? "" : reason);
        } else {
            subscriber.onNext(new Frame.Part(kind(frame), Buffers.toBytes(frame.binaryData()), frame.isFinal()));
        }
    }

    private void end(int code, String reason) {
        over = true;
        if (subscriber != null) {
            subscriber.onNext(new Frame.Close(code, reason));
            subscriber.onComplete();
        }
    }

    /** The connection has ended. Where the other side has said goodbye, its frame is still to be read. */
    private void closed() {
        if (over) {
            return;
        }
        Short code = socket.closeStatusCode();
        if (code != null && code != NO_GOODBYE) {
            lost.lost(true);
            return;
        }
        if (endsGently) {
            end(Frame.Close.NO_CODE, "");
            return;
        }
        over = true;
        lost.lost(false);
        if (subscriber != null) {
            subscriber.onError(cause());
        }
    }

    private Throwable cause() {
        return failure == null ? new IOException("the connection ended") : failure;
    }

    @Override
    public void request(long n) {
        if (!over) {
            socket.fetch(n);
        }
    }

    @Override
    public void cancel() {
        if (!over) {
            over = true;
            abandon.run();
        }
    }

    private static Frame.Kind kind(WebSocketFrame frame) {
        if (frame.isContinuation()) {
            return Frame.Kind.CONTINUATION;
        }
        return frame.isText() ? Frame.Kind.TEXT : Frame.Kind.BINARY;
    }
}
