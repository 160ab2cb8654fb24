package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes WebSockets at any path and echoes what comes, frame for frame. A path that ends in {@code /realtime} greets as
 * OpenAI does first.
 */
final class WebSockets {
    private final Tally tally;
    private final InstantSource clock;
    private final Set<String> keys;

    WebSockets(FakeProviderOptions options, Tally tally, InstantSource clock) {
        this.tally = tally;
        this.clock = clock;
        this.keys = options.requiredKeys();
    }

    void serveOn(HttpServer server) {
        server.webSocketHandshakeHandler(this::greet).webSocketHandler(this::talk);
    }

    private void greet(ServerWebSocketHandshake handshake) {
        tally.countArrived();
        String query = text(handshake.query());
        String path = text(handshake.path());
        tally.add(SeenRequest.of("GET", path, query, handshake.headers(), 0, "", clock.instant()));
        Host host = Host.ofSocket(path);
        if (host.refusal(handshake.headers(), query, keys) != null) {
            handshake.reject(401);
        } else if (host == Host.OPENAI_REALTIME
                && PathNames.parameter(query, "model").isEmpty()) {
            handshake.reject(400);
        } else {
            handshake.accept();
        }
    }

    private void talk(ServerWebSocket socket) {
        String path = text(socket.path());
        socket.closeHandler(v -> closed(socket, path));
        socket.exceptionHandler(e -> {}); // the close handler follows
        if (Host.ofSocket(path) == Host.OPENAI_REALTIME) {
            socket.writeTextMessage(created(PathNames.parameter(text(socket.query()), "model")));
        }
        new FrameEcho(socket).start();
    }

    private void closed(ServerWebSocket socket, String path) {
        Short code = socket.closeStatusCode();
        tally.sockets()
                .add(new ClosedSocket(path, code == null ? 1006 : code, text(socket.closeReason()), clock.instant()));
    }

    private static String created(String model) {
        ObjectNode event = Json.object().put("type", "session.created").put("event_id", "event_fake");
        event.putObject("session")
                .put("id", "sess_fake")
                .put("object", "realtime.session")
                .put("model", model);
        return event.toString();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
