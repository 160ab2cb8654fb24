package dev.penstock.http.inference;

import dev.penstock.application.inference.Failures;
import dev.penstock.application.inference.OpenSession;
import dev.penstock.application.inference.Session;
import dev.penstock.domain.inference.Frame;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Subprotocols;
import dev.penstock.vertx.SocketFrames;
import dev.penstock.vertx.SocketWriter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket between a caller and a provider. The provider is asked first, so that a caller who gets a socket has one to the
 * provider, and else the provider's answer.
 */
final class SessionDoor {
    private static final Frame.Close BROKEN = new Frame.Close(Frame.Close.BROKEN, "the provider broke off");
    private static final Frame.Close GOING_AWAY = new Frame.Close(1001, "the gateway is going down");

    private final HttpServerRequest http;
    private final InferenceRequest request;
    private final CompletableFuture<Void> callerLeft = new CompletableFuture<>();

    SessionDoor(HttpServerRequest http, InferenceRequest request) {
        this.http = http;
        this.request = request;
    }

    void open(OpenSession sessions) {
        http.connection().closeHandler(closed -> callerLeft.complete(null));
        sessions.open(request, callerLeft).whenComplete((outcome, failure) -> {
            if (failure != null) {
                http.resume();
                Answering.refuse(http, request, Failures.cause(failure));
            } else {
                answer(outcome);
            }
        });
    }

    private void answer(OpenSession.Outcome outcome) {
        Session session = outcome.session();
        if (session == null) {
            http.resume();
            ReplyWriter.write(request, outcome.reply(), http);
        } else if (callerLeft.isDone() || http.response().closed()) {
            session.abandon();
        } else {
            upgrade(session, outcome);
        }
    }

    private void upgrade(Session session, OpenSession.Outcome outcome) {
        String protocol = agreed(session);
        if (protocol != null) {
            http.response().putHeader(Subprotocols.HEADER, protocol);
        }
        if (outcome.reply().origin().entry() != null) {
            http.response()
                    .putHeader("cf-aig-log-id", outcome.reply().origin().entry().toString());
        }
        http.toWebSocket().onComplete(socket -> join(socket, session), failure -> session.abandon());
    }

    /** What the provider has chosen, if it may be said aloud; where it chose nothing, nothing. */
    private @Nullable String agreed(Session session) {
        List<String> mayBeSaid = Subprotocols.in(request.headers()).plain();
        return session.protocol() != null && mayBeSaid.contains(session.protocol()) ? session.protocol() : null;
    }

    private static void join(ServerWebSocket socket, Session session) {
        Ends ends = new Ends(socket);
        SocketFrames fromCaller = new SocketFrames(socket, ends::broken, ends::gone);
        socket.shutdownHandler(stopping -> ends.stop());
        Flow.Publisher<Frame> toCaller = session.join(fromCaller);
        toCaller.subscribe(ends.writer);
    }

    /** What to do with one end when something happens at the other. */
    private static final class Ends {
        private final ServerWebSocket socket;
        private final SocketWriter writer;

        Ends(ServerWebSocket socket) {
            this.socket = socket;
            this.writer = new SocketWriter(socket, () -> {}, this::broken);
        }

        /** The gateway goes down, which no session waits for. */
        void stop() {
            SocketWriter.close(socket, GOING_AWAY);
            writer.cancel();
        }

        void broken() {
            SocketWriter.close(socket, BROKEN);
        }

        /** What was sent before a goodbye still goes to the provider. */
        void gone(boolean goodbye) {
            if (!goodbye) {
                writer.cancel();
            }
        }
    }
}
