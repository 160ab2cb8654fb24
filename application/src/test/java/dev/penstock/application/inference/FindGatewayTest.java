package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static dev.penstock.application.inference.SampleCalls.TOKEN;
import static dev.penstock.application.inference.SampleCalls.at;
import static dev.penstock.application.inference.SampleCalls.toProvider;
import static dev.penstock.application.inference.SampleCalls.toUnified;
import static dev.penstock.application.inference.SampleCalls.with;
import static dev.penstock.application.inference.SampleCalls.withToken;
import static dev.penstock.application.port.SampleGateways.ACCOUNT;
import static dev.penstock.application.port.SampleGateways.CREATED;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.port.FakeAccessStore;
import dev.penstock.application.port.FakeAccountStore;
import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.SampleCustomProviders;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleTokens;
import dev.penstock.application.problem.Problem;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderBook;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.inference.InferenceRequest;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FindGatewayTest {
    private static final Problem NO_GATEWAY = new Problem.NotFound(Problem.Thing.GATEWAY);

    private final FakeGatewayStore store = new FakeGatewayStore().with(SampleGateways.plain("chat"));
    private final LiveSettings live = new LiveSettings(
            store, new FakeAccessStore().with(TOKEN), List.of(SampleTokens.of(ACCOUNT, "pst_reader", Permission.READ)));
    private final ManageGateways gateways =
            new ManageGateways(store, List.of(), live, InstantSource.fixed(SampleCalls.NOON), new Random(1));
    private final ManageAccounts accounts =
            new ManageAccounts(new FakeAccountStore(), InstantSource.fixed(SampleCalls.NOON));
    private final Queue<Runnable> blockingWork = new ArrayDeque<>();
    private final Queue<Runnable> eventLoop = new ArrayDeque<>();
    private final FindGateway findGateway =
            new FindGateway(SampleCalls.CATALOG, gateways, accounts, blockingWork::add, eventLoop::add);

    @BeforeEach
    void start() {
        live.refresh();
    }

    private CompletionStage<Gateway> find(InferenceRequest request) {
        return findGateway.find(request, live.current());
    }

    @Test
    void finds_the_gateway_that_is_asked_for_without_waiting() {
        Gateway found = value(find(toProvider("openai")));

        assertThat(found).isEqualTo(SampleGateways.plain("chat"));
        assertThat(blockingWork).isEmpty();
    }

    @Test
    void knows_custom_providers_of_the_account_that_are_on() {
        assertThat(problem(find(toProvider("custom-ours")))).isEqualTo(new Problem.UnknownProvider("custom-ours"));
        CustomProvider ours = SampleCustomProviders.provider(1, "ours");
        CustomProvider off = SampleCustomProviders.valid(ours.change(SampleCustomProviders.enable(false), CREATED));

        live.replaceCustomProviders(() -> new CustomProviderBook(List.of(ours), List.of()));
        assertThat(value(find(toProvider("custom-ours")))).isEqualTo(SampleGateways.plain("chat"));
        assertThat(problem(find(at(OTHER_ACCOUNT, "chat", toProvider("custom-ours")))))
                .isEqualTo(new Problem.UnknownProvider("custom-ours"));

        live.replaceCustomProviders(() -> new CustomProviderBook(List.of(off), List.of()));
        assertThat(problem(find(toProvider("custom-ours")))).isEqualTo(new Problem.UnknownProvider("custom-ours"));
    }

    @Test
    void finds_nothing_in_another_account() {
        assertThat(problem(find(at(OTHER_ACCOUNT, "chat", toProvider("openai")))))
                .isEqualTo(NO_GATEWAY);
    }

    @Test
    void finds_no_gateway_that_nobody_made_not_even_for_a_known_caller() {
        assertThat(problem(find(withToken(TOKEN, at(ACCOUNT, "other", toProvider("openai"))))))
                .isEqualTo(NO_GATEWAY);
        assertThat(store.all()).hasSize(1);
    }

    @Test
    void speaks_of_the_unknown_provider_before_it_speaks_of_the_missing_gateway() {
        assertThat(problem(find(at(ACCOUNT, "other", toProvider("nobody")))))
                .isEqualTo(new Problem.UnknownProvider("nobody"));
        assertThat(problem(find(at(ACCOUNT, "default", toProvider("nobody")))))
                .isEqualTo(new Problem.UnknownProvider("nobody"));
    }

    @Test
    void leaves_the_provider_of_a_unified_request_for_later() {
        assertThat(value(find(toUnified("nobody/m")))).isEqualTo(SampleGateways.plain("chat"));
    }

    @Nested
    class TheDefaultGateway {
        private final InferenceRequest request = at(ACCOUNT, "default", toProvider("openai"));

        @Test
        void is_not_made_for_a_stranger() {
            assertThat(problem(find(request))).isEqualTo(new Problem.Unauthorized());
            assertThat(problem(find(withToken("pst_wrong", request)))).isEqualTo(new Problem.Unauthorized());
            assertThat(problem(find(withToken("pst_reader", request)))).isEqualTo(new Problem.Unauthorized());
            assertThat(accounts.find(ACCOUNT)).isEmpty();
            assertThat(blockingWork).isEmpty();
            assertThat(store.all()).hasSize(1);
        }

        @Test
        void is_made_for_its_first_known_caller_and_asks_for_a_token() {
            CompletionStage<Gateway> finding = find(with("authorization", "Bearer " + TOKEN, request));
            runAll(blockingWork);
            runAll(eventLoop);

            Gateway made = value(finding);

            assertThat(made.address()).isEqualTo(request.gateway());
            assertThat(made.policies().access().requiresToken()).isTrue();
            assertThat(made.policies().log().collect()).isTrue();
            assertThat(store.find(request.gateway())).contains(made);
            assertThat(accounts.find(ACCOUNT)).isPresent();
        }

        @Test
        void is_made_once_for_several_first_callers_and_found_from_then_on() {
            CompletionStage<Gateway> first = find(withToken(TOKEN, request));
            CompletionStage<Gateway> second = find(withToken(TOKEN, request));
            runAll(blockingWork);
            runAll(eventLoop);

            assertThat(value(first)).isEqualTo(value(second)).isEqualTo(value(find(request)));
            assertThat(store.all()).hasSize(2);
            assertThat(blockingWork).isEmpty();
        }

        @Test
        void answers_on_the_event_loop() {
            List<String> heard = new ArrayList<>();
            CompletionStage<Void> hearing = find(withToken(TOKEN, request)).thenAccept(made -> heard.add("made"));

            runAll(blockingWork);
            assertThat(heard).isEmpty();
            runAll(eventLoop);

            assertThat(heard).containsExactly("made");
            assertThat(hearing).isCompleted();
        }

        @Test
        void fails_on_the_event_loop_too_when_it_cannot_be_made() {
            List<String> heard = new ArrayList<>();
            LiveSettings blind = new LiveSettings(store, new FakeAccessStore(), List.of());
            ManageGateways failing = new ManageGateways(
                    store,
                    List.of(),
                    blind,
                    () -> {
                        throw new IllegalStateException("no time");
                    },
                    new Random(1));
            FindGateway finding =
                    new FindGateway(SampleCalls.CATALOG, failing, accounts, blockingWork::add, eventLoop::add);
            CompletionStage<Gateway> hearing = finding.find(withToken(TOKEN, request), live.current())
                    .whenComplete((made, failure) -> heard.add(failure == null ? "made" : "failed"));

            runAll(blockingWork);
            assertThat(heard).isEmpty();
            runAll(eventLoop);

            assertThat(heard).containsExactly("failed");
            assertThat(hearing).isCompletedExceptionally();
        }

        private void runAll(Queue<Runnable> tasks) {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }
}
