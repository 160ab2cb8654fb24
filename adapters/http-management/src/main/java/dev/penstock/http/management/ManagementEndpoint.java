package dev.penstock.http.management;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.http.management.edge.ApiDocument;
import dev.penstock.http.management.edge.BodyIntake;
import dev.penstock.http.management.edge.Desk;
import dev.penstock.http.management.edge.Endpoint;
import dev.penstock.http.management.edge.FrontDoor;
import dev.penstock.http.management.edge.Operation;
import dev.penstock.http.management.edge.Operations;
import dev.penstock.http.management.edge.Refusal;
import dev.penstock.http.management.edge.Reply;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
     * @param document what requests are checked against
     * @param accounts hears of every account that something is made in
     * @param endpoints everything that can be asked for; the first operation that fits a path answers
     */
    public ManagementEndpoint(
            Vertx vertx,
            FrontDoor frontDoor,
            ApiDocument document,
            ManageAccounts accounts,
            List<? extends Endpoint> endpoints) {
        this.vertx = vertx;
        this.frontDoor = frontDoor;
        operations = new Operations(endpoints.stream()
                .map(Endpoint::operations)
                .flatMap(List::stream)
                .toList());
        desk = new Desk(document, accounts);
    }

    /** Everything that can be asked for. */
    List<Operation> operations() {
        return operations.all();
    }

    /** Whether this request's path begins as some of those do that are answered here. */
    public boolean claims(HttpServerRequest request) {
        return operations.claim(Optional.ofNullable(request.path()).orElse(""));
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
        switch (frontDoor.admission(found, request.headers())) {
            case FrontDoor.Admission.Granted(ApiToken caller) -> take(found, caller, request);
            case FrontDoor.Admission.Refused(Refusal why) -> refuse(request, why);
        }
    }

    private void take(Operations.Match.Found found, @Nullable ApiToken caller, HttpServerRequest request) {
        if (found.operation().takesBody()) {
            BodyIntake.take(
                    request,
                    body -> serve(found, caller, request, body),
                    () -> refuse(request, Refusal.bodyTooLarge()));
        } else {
            serve(found, caller, request, Buffer.buffer());
        }
    }

    private void serve(
            Operations.Match.Found found, @Nullable ApiToken caller, HttpServerRequest request, Buffer body) {
        Context context = vertx.getOrCreateContext();
        Desk.Received received = new Desk.Received(caller, request.query(), body, origin(request));
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
