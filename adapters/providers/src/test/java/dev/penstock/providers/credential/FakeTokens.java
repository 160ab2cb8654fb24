package dev.penstock.providers.credential;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token endpoint on loopback: gives out {@code token-1}, {@code token-2}, and so on, unless it is told otherwise. */
final class FakeTokens implements AutoCloseable {
    private final HttpServer server;
    private final List<String> assertions = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = "{\"access_token\":\"token-%d\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
    private volatile CompletionStage<Void> gate = CompletableFuture.completedFuture(null);

    FakeTokens(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await();
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(form -> {
            String text = form.toString();
            assertions.add(URLDecoder.decode(
                    text.substring(text.indexOf("assertion=") + "assertion=".length()), StandardCharsets.UTF_8));
            int number = assertions.size();
            gate.thenRun(() -> request.response().setStatusCode(status).end(body.replace("%d", "" + number)));
        });
    }

    void answers(int nextStatus, String nextBody) {
        status = nextStatus;
        body = nextBody;
    }

    /** Holds answers back until the future completes. */
    void waitsFor(CompletableFuture<Void> next) {
        gate = next;
    }

    /** What was shown, in order. */
    List<String> assertions() {
        return assertions;
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/token";
    }

    @Override
    public void close() {
        server.close().await();
    }
}
