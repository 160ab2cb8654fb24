package dev.penstock.providers;

import dev.penstock.application.port.RealtimeClient;
import dev.penstock.domain.inference.Frame;
import dev.penstock.vertx.SocketFrames;
import dev.penstock.vertx.SocketWriter;
import io.vertx.core.http.WebSocket;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A provider's end of an open WebSocket. For the socket's event loop. */
final class SocketConnection implements RealtimeClient.Connection {
    private static final short GOING_AWAY = 1001;

    private final WebSocket socket;
    private final SocketFrames frames;
    private final SessionMeter meter = new SessionMeter();
    private boolean abandoned;

    SocketConnection(WebSocket socket) {
        this.socket = socket;
        this.frames = new SocketFrames(socket, this::abandon, goodbye -> {});
    }

    SessionMeter meter() {
        return meter;
    }

    @Override
    public Flow.Publisher<Frame> join(Flow.Publisher<Frame> toProvider) {
        return reader -> {
            frames.subscribe(new Metered(reader, meter));
            toProvider.subscribe(new SocketWriter(socket, frames::endGently, this::abandon));
        };
    }

    /** Nobody waits for the provider's goodbye. */
    @Override
    public void abandon() {
        if (!abandoned && !socket.isClosed()) {
            abandoned = true;
            socket.shutdown(0, TimeUnit.SECONDS, GOING_AWAY, "");
        }
    }

    /** Shows each frame to the meter as it passes. */
    private record Metered(Flow.Subscriber<? super Frame> reader, SessionMeter meter)
            implements Flow.Subscriber<Frame> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            reader.onSubscribe(subscription);
        }

        @Override
        public void onNext(Frame frame) {
            meter.frame(frame);
            reader.onNext(frame);
        }

        @Override
        public void onError(Throwable failure) {
            reader.onError(failure);
        }

        @Override
        public void onComplete() {
            reader.onComplete();
        }
    }
}
