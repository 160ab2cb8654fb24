package dev.penstock.vertx;

import dev.penstock.domain.inference.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a publisher brings into a WebSocket, frame by frame as they come, and waits while the socket is full. For the
 * socket's own event loop.
 */
public final class SocketWriter implements Flow.Subscriber<Frame> {
    private static final int LONGEST_REASON = 123;
    private static final int LONGEST_FRAGMENT = 64 * 1024;

    private final WebSocketBase socket;
    private final Runnable goodbye;
    private final Runnable cutShort;
    private Flow.@Nullable Subscription subscription;
    private boolean over;

    /**
     * @param goodbye what to do when the last frame has been written
     * @param cutShort what to do when the publisher fails
     */
    public SocketWriter(WebSocketBase socket, Runnable goodbye, Runnable cutShort) {
        this.socket = socket;
        this.goodbye = goodbye;
        this.cutShort = cutShort;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        if (over) {
            begun.cancel();
            return;
        }
        if (!socket.isClosed()) {
            socket.drainHandler(drained -> more());
        }
        begun.request(1);
    }

    @Override
    public void onNext(Frame frame) {
        if (over) {
            return;
        }
        switch (frame) {
            case Frame.Part part -> write(part);
            case Frame.Close close -> {
                over = true;
                close(socket, close);
                goodbye.run();
            }
        }
    }

    private void write(Frame.Part part) {
        if (socket.isClosed()) {
            // It takes nothing more, but the other direction may still tell how it ended.
            more();
            return;
        }
        ByteBuf bytes = Unpooled.wrappedBuffer(part.bytes());
        // Text goes out as the bytes that it came in: a fragment may part a character.
        socket.writeFrame(new WebSocketFrameImpl(type(part.kind()), bytes, part.last()));
        if (!socket.writeQueueFull()) {
            more();
        }
    }

    private static WebSocketFrameType type(Frame.Kind kind) {
        return switch (kind) {
            case TEXT -> WebSocketFrameType.TEXT;
            case BINARY -> WebSocketFrameType.BINARY;
            case CONTINUATION -> WebSocketFrameType.CONTINUATION;
        };
    }

    private void more() {
        if (!over && subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            over = true;
            cutShort.run();
        }
    }

    @Override
    public void onComplete() {
        over = true;
    }

    /** The socket is gone: nothing more is wanted. */
    public void cancel() {
        if (!over) {
            over = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    /** Sends a text of any length, in fragments that every reader takes. */
    public static void writeText(WebSocketBase socket, byte[] utf8) {
        int from = 0;
        do {
            int length = Math.min(LONGEST_FRAGMENT, utf8.length - from);
            ByteBuf bytes = Unpooled.wrappedBuffer(utf8, from, length);
            WebSocketFrameType type = from == 0 ? WebSocketFrameType.TEXT : WebSocketFrameType.CONTINUATION;
            from += length;
            socket.writeFrame(new WebSocketFrameImpl(type, bytes, from == utf8.length));
        } while (from < utf8.length);
    }

    /** Says goodbye without waiting for an answer. */
    static void lastWord(WebSocketBase socket, short code) {
        ByteBuf bytes = Unpooled.buffer(Short.BYTES).writeShort(code);
        socket.writeFrame(new WebSocketFrameImpl(WebSocketFrameType.CLOSE, bytes, true));
    }

    /** Says goodbye, unless the other side has done so. */
    public static void close(WebSocketBase socket, Frame.Close close) {
        if (socket.isClosed()) {
            return;
        }
        int code = Frame.Close.maySend(close.code()) ? close.code() : Frame.Close.NORMAL;
        socket.close((short) code, fitting(close.reason()));
    }

    private static String fitting(String reason) {
        String fitting = reason;
        while (fitting.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            fitting = fitting.substring(0, fitting.length() - 1);
        }
        return fitting;
    }
}
