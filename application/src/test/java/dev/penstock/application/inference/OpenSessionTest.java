package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static dev.penstock.application.inference.SampleCalls.TOKEN;
import static dev.penstock.application.inference.SampleCalls.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.log.ByteBudget;
import dev.penstock.application.log.LogQueue;
import dev.penstock.application.port.FakeAccessStore;
import dev.penstock.application.port.FakeAccountStore;
import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.FakeLogStore;
import dev.penstock.application.port.FakeRealtimeClient;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.inference.Frame;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestIds;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Ending;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenSessionTest {
    private final FakeGatewayStore gateways = new FakeGatewayStore().with(SampleGateways.plain("chat"));
    private final LiveSettings live = new LiveSettings(gateways, new FakeAccessStore().with(TOKEN), List.of());
    private final FakeLogStore logs = new FakeLogStore();
    private final LogQueue queue = new LogQueue(logs, new ByteBudget(1 << 20), failure -> {}).start();
    private final InstantSource clock = InstantSource.fixed(SampleCalls.NOON.plusSeconds(90));
    private final FakeRealtimeClient provider = new FakeRealtimeClient();
    private final CompletableFuture<Void> callerLeft = new CompletableFuture<>();
    private final OpenSession sessions = sessions();

    private OpenSession sessions() {
        live.refresh();
        RequestIds ids = new RequestIds(new Random(3));
        Recordings recordings = new Recordings(queue, new PriceReply(PriceBook.EMPTY), clock);
        FindGateway find = new FindGateway(
                SampleCalls.CATALOG,
                new ManageGateways(gateways, List.of(logs), live, clock, new Random(1)),
                new ManageAccounts(new FakeAccountStore(), clock),
                Runnable::run,
                Runnable::run);
        return new OpenSession(
                live,
                SampleCalls.CATALOG,
                find,
                () -> ids.next(clock.instant()),
                new OpenSession.Stages(
                        List.of(new CheckCaller(), new RecordLog(recordings), new FindProvider(SampleCalls.CATALOG)),
                        recordings,
                        provider));
    }

    @AfterEach
    void gives_every_byte_back() {
        queue.close();
        assertThat(queue.budget().takenBytes()).isZero();
    }

    private static InferenceRequest request() {
        return SampleCalls.request(
                new RequestTarget.Native("openai", "realtime", "model=m"), InferenceRequest.Content.NONE);
    }

    private CompletionStage<OpenSession.Outcome> open(InferenceRequest request) {
        return sessions.open(request, callerLeft);
    }

    private LogEntry row() {
        queue.awaitWritten(Duration.ofSeconds(20));
        assertThat(logs.written()).hasSize(1);
        return logs.written().getFirst().entry();
    }

    /** A caller who reads everything and says nothing. */
    private static final class Caller implements Flow.Subscriber<Frame> {
        private final List<Frame> frames = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private boolean failed;

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
        }

        @Override
        public void onNext(Frame frame) {
            frames.add(frame);
        }

        @Override
        public void onError(Throwable failure) {
            failed = true;
        }

        @Override
        public void onComplete() {}

        void leaves() {
            Objects.requireNonNull(subscription).cancel();
        }
    }

    private Caller joined() {
        Caller caller = new Caller();
        Session session = Objects.requireNonNull(value(open(request())).session());
        session.join(reader -> {}).subscribe(caller);
        return caller;
    }

    private static Frame text(int length) {
        return new Frame.Part(Frame.Kind.TEXT, ByteBuffer.allocate(length), true);
    }

    @Test
    void a_session_is_written_down_at_its_end() {
        Caller caller = joined();
        provider.sends(text(5));
        assertThat(logs.written()).isEmpty();

        provider.sends(new Frame.Close(1000, ""));

        assertThat(caller.frames).hasSize(2);
        assertThat(row().outcome())
                .isEqualTo(new LogEntry.Outcome(101, false, Duration.ofSeconds(90), Ending.COMPLETE));
        assertThat(row().outcome().success()).isTrue();
        assertThat(row().content().responseSize()).isEqualTo(5);
    }

    @Test
    void a_caller_that_leaves_ends_the_providers_side() {
        Caller caller = joined();

        caller.leaves();

        assertThat(provider.isAbandoned()).isTrue();
        assertThat(row().outcome().ending()).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void a_provider_that_dies_is_cut_short() {
        Caller caller = joined();

        provider.dies();

        assertThat(caller.failed).isTrue();
        assertThat(row().outcome().ending()).isEqualTo(Ending.TRUNCATED);
    }

    @Test
    void a_refusal_of_the_provider_is_its_answer() {
        provider.refuses(403);

        OpenSession.Outcome outcome = value(open(request()));

        assertThat(outcome.session()).isNull();
        assertThat(outcome.reply().status()).isEqualTo(403);
        assertThat(row().outcome().status()).isEqualTo(403);
    }

    @Test
    void silence_is_a_problem_and_written_down() {
        provider.fails(new ProviderUnreachable("refused"));

        assertThat(problem(open(request()))).isInstanceOf(Problem.ProviderFailed.class);

        assertThat(row().outcome().status()).isEqualTo(400);
    }

    @Test
    void what_belongs_to_the_handshake_and_the_gateway_stays_here() {
        InferenceRequest request = with(
                "sec-websocket-protocol",
                "realtime, cf-aig-authorization." + TOKEN + ", other." + TOKEN,
                with("sec-websocket-key", "k", with("authorization", "Bearer sk-1", request())));

        value(open(request));
        provider.sends(new Frame.Close(1000, ""));

        assertThat(provider.call().protocols().items()).containsExactly("realtime");
        assertThat(provider.call().headers().get("sec-websocket-key")).isNull();
        assertThat(provider.call().headers().get("sec-websocket-protocol")).isNull();
        assertThat(provider.call().headers().get("authorization")).isEqualTo("Bearer sk-1");
        assertThat(provider.call().address().query()).isEqualTo("model=m");
    }

    @Test
    void a_caller_that_left_before_it_could_be_told_is_written_down() {
        Session session = Objects.requireNonNull(value(open(request())).session());

        session.abandon();

        assertThat(provider.isAbandoned()).isTrue();
        assertThat(row().outcome().ending()).isEqualTo(Ending.CANCELLED);
    }
}
