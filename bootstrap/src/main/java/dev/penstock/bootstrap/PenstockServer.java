package dev.penstock.bootstrap;

import dev.penstock.application.log.LogQueue;
import dev.penstock.http.management.ManagementEndpoint;
import dev.penstock.http.management.probe.Readiness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A house with its doors open: one event loop per core, all of them on one port. Closing it lets requests finish first. */
final class PenstockServer implements AutoCloseable {
    private static final long DRAIN_SECONDS = 30;
    private static final long PATIENCE_SECONDS = DRAIN_SECONDS + 5;

    private final House house;
    private final Vertx vertx;
    private final ManagementEndpoint management;
    private final List<EventLoop> loops = new ArrayList<>();
    private final String host;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean ready;

    private PenstockServer(House house, Vertx vertx, ServerSettings settings) {
        this.house = house;
        this.vertx = vertx;
        this.host = settings.listener().host();
        this.management = ManagementDoor.open(vertx, house, settings.publicUrl(), this::readiness);
    }

    /** One event loop per core; the native transport where there is one, since it costs less for each request. */
    static Vertx newVertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                .setPreferNativeTransport(true));
    }

    /** Opens the doors. The house and the Vert.x instance belong to the server from here on. */
    static PenstockServer open(House house, Vertx vertx, ServerSettings settings) {
        PenstockServer server = new PenstockServer(house, vertx, settings);
        try {
            server.listen(settings.listener());
            return server;
        } catch (RuntimeException failure) {
            server.close();
            throw failure;
        }
    }

    private void listen(ServerSettings.Listener wanted) {
        // Vert.x gives every listener of a process that asks for port -1 the same free port.
        int port = wanted.port() == 0 ? -1 : wanted.port();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            EventLoop loop = new EventLoop(house, management, wanted.host(), port);
            await(vertx.deployVerticle(loop), "cannot listen on %s:%d".formatted(wanted.host(), wanted.port()));
            loops.add(loop);
        }
        ready = true;
    }

    int port() {
        return loops.get(0).port();
    }

    /** How callers on this machine reach the server. */
    String url() {
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        String name = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + port();
    }

    private Readiness readiness() {
        LogQueue.Counts logs = house.queue().counts();
        return new Readiness(
                ready, ready ? null : "the server is stopping", logs.written(), logs.dropped(), logs.waiting());
    }

    /** Does nothing the second time. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        ready = false;
        try {
            await(
                    Future.join(loops.stream()
                            .map(loop -> loop.drain(DRAIN_SECONDS))
                            .toList()),
                    "requests did not finish");
        } finally {
            management.close();
            house.close();
            await(vertx.close(), "event loops did not end");
        }
    }

    private static void await(Future<?> future, String problem) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(problem + ": " + Reasons.of(cause), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException(problem + " in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(problem + ": interrupted", e);
        }
    }
}
