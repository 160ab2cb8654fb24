package dev.penstock.http.inference;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A provider of realtime sessions: sends every message back, and does as it is told by some. */
final class RealtimeUpstream {
    private static final int MAX_FRAME = 32 * 1024 * 1024;

    private final HttpServer server;
    private final AtomicLong receivedBytes = new AtomicLong();
    final List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
    final List<String> uris = new CopyOnWriteArrayList<>();
    final List<Integer> closeCodes = new CopyOnWriteArrayList<>();

    RealtimeUpstream(Vertx vertx) {
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setMaxWebSocketFrameSize(MAX_FRAME)
                        .setMaxWebSocketMessageSize(MAX_FRAME)
                        .addWebSocketSubProtocol("realtime")
                        .addWebSocketSubProtocol("token"))
                .requestHandler(this::handle)
                .listen()
                .await();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    long receivedBytes() {
        return receivedBytes.get();
    }

    private void handle(HttpServerRequest http) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        http.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        seen.add(headers);
        uris.add(http.uri());
        if (http.uri().contains("refuse")) {
            http.response()
                    .setStatusCode(403)
                    .putHeader("content-type", "application/json")
                    .putHeader("x-upstream", "yes")
                    .end("{\"error\":\"no realtime for you\"}");
        } else if (!http.uri().contains("silent")) {
            http.toWebSocket().onSuccess(this::serve);
        }
    }

    private void serve(ServerWebSocket socket) {
        socket.closeHandler(
                closed -> closeCodes.add(socket.closeStatusCode() == null ? -1 : (int) socket.closeStatusCode()));
        socket.frameHandler(frame -> {
            if (frame.isClose() || frame.isPing()) {
                return;
            }
            receivedBytes.addAndGet(frame.binaryData().length());
            if (frame.isText() && frame.textData().equals("die")) {
                ((WebSocketInternal) socket)
                        .channelHandlerContext()
                        .channel()
                        .unsafe()
                        .closeForcibly();
            } else if (frame.isText() && frame.textData().startsWith("close ")) {
                socket.close((short) Integer.parseInt(frame.textData().substring(6)), "as told");
            } else if (frame.isText() && frame.textData().equals("stop reading")) {
                socket.pause();
            } else {
                socket.writeFrame(frame);
            }
        });
    }
}
