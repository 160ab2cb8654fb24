package dev.penstock.application.inference;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.FakeAccessStore;
import dev.penstock.application.port.FakeAccountStore;
import dev.penstock.application.port.FakeAlarm;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.port.FakeProviderClient;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleRoutes;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.RequestId;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.Step;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.LiveRoute;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.RouteName;
import dev.penstock.domain.route.VersionId;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** All stages on fakes around one gateway, in a world whose clock stands still and whose alarms ring when a test says so. */
final class Trial {
    static final InstantSource CLOCK = InstantSource.fixed(SampleCalls.NOON);
    private static final Duration LONG = Duration.ofHours(1);

    final FakeAlarm alarm = new FakeAlarm();
    final FakeProviderClient provider = new FakeProviderClient();
    final CompletableFuture<Void> callerLeft = new CompletableFuture<>();
    private final FakeLogStore logs = new FakeLogStore();
    private final LogQueue queue = new LogQueue(logs, new ByteBudget(1 << 20), failure -> {}).start();
    private final ServeInference inference;
    private final LiveSettings live;

    Trial() {
        this(RetryPolicy.Draft.OMITTED);
    }

    /** With a gateway that tries failed calls again. */
    Trial(RetryPolicy.Draft retry) {
        FakeGatewayStore gateways = new FakeGatewayStore().with(gateway(retry));
        live = new LiveSettings(gateways, new FakeAccessStore().with(SampleCalls.TOKEN), List.of());
        live.refresh();
        inference = new SampleStages(live, SampleCalls.CATALOG, queue, CLOCK, alarm)
                .serve(
                        new ManageGateways(gateways, List.of(logs), live, CLOCK, new Random(1)),
                        new ManageAccounts(new FakeAccountStore(), CLOCK),
                        provider);
    }

    static Gateway gateway(RetryPolicy.Draft retry) {
        GatewayDraft plain = GatewayDraft.PLAIN;
        return SampleGateways.define(
                SampleCalls.GATEWAY,
                new GatewayDraft(
                        plain.cache(),
                        plain.rateLimit(),
                        retry,
                        plain.log(),
                        plain.access(),
                        plain.content(),
                        plain.export(),
                        plain.spendLimits()));
    }

    static RetryPolicy.Draft retrying(long attempts, long millis, String backoff) {
        return new RetryPolicy.Draft(Given.of(attempts), Given.of(millis), Given.of(backoff));
    }

    /** Deploys a route of the gateway under this name. */
    Trial route(String name, ElementDraft... elements) {
        Optional<RouteGraph> graph =
                switch (RouteGraph.of(new RouteDrawing(Arrays.asList(elements)), provider -> true)) {
                    case Validated.Valid<RouteGraph>(RouteGraph sound) -> Optional.of(sound);
                    case Validated.Invalid<RouteGraph> unsound -> Optional.empty();
                };
        RouteAddress address = new RouteAddress(SampleCalls.GATEWAY, new RouteId(new UUID(8, name.hashCode())));
        VersionId version = new VersionId(SampleRoutes.newId());
        live.replaceRoutes(book -> book.with(new LiveRoute(address, new RouteName(name), version, graph)));
        return this;
    }

    CompletionStage<InferenceReply> serve(InferenceRequest request) {
        return inference.serve(request, callerLeft);
    }

    /** Serves, and lets so much time pass that everything that waits for time happens. */
    CompletionStage<InferenceReply> serveOut(InferenceRequest request) {
        CompletionStage<InferenceReply> serving = serve(request);
        alarm.pass(LONG);
        return serving;
    }

    /** Answers the next call with a failure that has a header. */
    void fails(int status, String header, String value) {
        provider.replies(status, Headers.NONE.with(header, value), new byte[0], Metering.NONE);
    }

    /** What was written down; ends the recording. */
    List<LogEntry> entries() {
        queue.close();
        return logs.written().stream().map(written -> written.entry()).toList();
    }

    long heldBytes() {
        queue.close();
        return queue.budget().takenBytes();
    }

    /** An exchange for stages that are tried alone. */
    static Exchange exchange(InferenceRequest request, CompletionStage<Void> callerLeft) {
        LiveSettings live = new LiveSettings(new FakeGatewayStore(), new FakeAccessStore(), List.of());
        EntryIds ids = new EntryIds(request.id(), () -> new RequestId(new UUID(7, 7)));
        return Exchange.of(
                gateway(RetryPolicy.Draft.OMITTED), request, new Visit(live.current(), false, ids), callerLeft);
    }

    static RequestOptions within(@Nullable Duration timeout, RetryPolicy retry) {
        return SampleCalls.calling(new CallOptions(timeout, retry));
    }

    /** A request with steps, to one of the sample providers each. */
    static InferenceRequest steps(Step... steps) {
        InferenceRequest one = SampleCalls.toProvider("openai");
        return new InferenceRequest(
                one.arrival(),
                one.gateway(),
                new RequestTarget.Universal(Arrays.asList(steps), null),
                "POST",
                one.headers(),
                InferenceRequest.Content.NONE,
                RequestOptions.NONE);
    }

    static Step step(String provider) {
        return step(provider, RequestOptions.NONE);
    }

    static Step step(String provider, RequestOptions options) {
        InferenceRequest request = SampleCalls.toProvider(provider);
        return new Step(request.target(), request.headers(), request.content(), options);
    }

    static String text(InferenceReply reply) {
        return SampleCalls.text(reply.body());
    }

    /** The same request with a body that arrives while it is sent. */
    static InferenceRequest streamed(InferenceRequest request) {
        return request.withBody(new Body.Streamed(new FakeChunks(), -1));
    }
}
