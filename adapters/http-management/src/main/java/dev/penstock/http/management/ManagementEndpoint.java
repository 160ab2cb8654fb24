package dev.penstock.http.management;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.BrowseLogs;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.http.management.edge.ApiDocument;
import dev.penstock.http.management.edge.BodyIntake;
import dev.penstock.http.management.edge.Desk;
import dev.penstock.http.management.edge.FrontDoor;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Operations;
import dev.penstock.http.management.edge.Refusal;
import dev.penstock.http.management.edge.Reply;
import dev.penstock.http.management.gateway.GatewayEndpoint;
import dev.penstock.http.management.gateway.UrlEndpoint;
import dev.penstock.http.management.log.LogEndpoint;
import dev.penstock.http.management.probe.ProbeEndpoint;
import dev.penstock.http.management.probe.Readiness;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way in for everything that is not data plane traffic. Finding the operation and checking credentials happen on the
 * event loop and never wait; answering happens on a virtual thread of its own; the reply is written on the event loop.
 */
public final class ManagementEndpoint implements Handler<HttpServerRequest>, AutoCloseable {
    private final Vertx vertx;
    private final Operations operations;
    private final FrontDoor frontDoor;
    private final Desk desk;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param publicBaseUrl where callers reach this server from outside; null to go by what each of them used
     * @param readiness is asked for each call of {@code /readyz}, on a virtual thread
     */
    public ManagementEndpoint(
            Vertx vertx,
            ManageGateways gateways,
            BrowseLogs logs,
            LiveSettings settings,
            ProviderCatalog providers,
            @Nullable String publicBaseUrl,
            Supplier<Readiness> readiness) {
        ApiDocument document = ApiDocument.load();
        this.vertx = vertx;
        operations = new Operations(Stream.of(
                        new GatewayEndpoint(gateways).operations(),
                        new UrlEndpoint(gateways, providers, publicBaseUrl).operations(),
                        new LogEndpoint(logs).operations(),
                        new ProbeEndpoint(document, readiness).operations())
                .flatMap(List::stream)
                .toList());
        frontDoor = new FrontDoor(settings);
        desk = new Desk(document, operations);
    }

    /** Everything that can be asked for. */
    List<Operation> operations() {
        return operations.all();
    }

    @Override
    public void handle(HttpServerRequest request) {
        String method = request.method().name();
        String path = Optional.ofNullable(request.path()).orElse("");
        switch (operations.match(method, path)) {
            case Operations.Match.Found found -> admit(found, request);
            case Operations.Match.WrongMethod wrong -> {
                request.response().putHeader("allow", String.join(", ", wrong.allowed()));
                refuse(request, Refusal.wrongMethod(method, wrong.allowed()));
            }
            case Operations.Match.Unknown() -> refuse(request, Refusal.noRoute(path));
        }
    }

    private void admit(Operations.Match.Found found, HttpServerRequest request) {
        Optional<Refusal> refusal = frontDoor.refusal(found.operation(), request.headers());
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
        } else if (found.operation().takesBody()) {
            BodyIntake.take(
                    request, body -> serve(found, request, body), () -> refuse(request, Refusal.bodyTooLarge()));
        } else {
            serve(found, request, Buffer.buffer());
        }
    }

    private void serve(Operations.Match.Found found, HttpServerRequest request, Buffer body) {
        Context context = vertx.getOrCreateContext();
        Desk.Received received = new Desk.Received(request.query(), body, origin(request));
        threads.execute(() -> {
            Reply reply = desk.serve(found, received);
            context.runOnContext(now -> ReplyWriter.write(request, reply));
        });
    }

    private static String origin(HttpServerRequest request) {
        Object authority = request.authority() != null ? request.authority() : request.localAddress();
        return request.scheme() + "://" + authority;
    }

    private static void refuse(HttpServerRequest request, Refusal refusal) {
        ReplyWriter.write(request, Reply.refusal(refusal));
    }

    /** Answers a request that could not be read as HTTP, in the shape of the contract, and ends its connection. */
    public void refuseUnreadable(HttpServerRequest request) {
        UnreadableRequest.refuse(request, vertx);
    }

    /** Waits for the requests at hand; takes no more. */
    @Override
    public void close() {
        threads.close();
    }
}
