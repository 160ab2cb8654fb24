package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.log.ManageLogs;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetDraft;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationDraft;
import dev.penstock.domain.evaluation.EvaluationKey;
import dev.penstock.domain.evaluation.EvaluationType;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigDraft;
import dev.penstock.domain.validation.Given;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PenstockTest {
    private static final String CHAT = "chat/completions";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    private static Penstock open(Penstock.Builder builder) {
        return builder.provider("openai", PROVIDER.url() + "/v1").open();
    }

    private static InferenceReply serve(Penstock penstock, GatewayAddress gateway, String json) {
        return served(penstock, penstock.post(gateway, "openai", CHAT, Headers.NONE, json));
    }

    private static InferenceReply served(Penstock penstock, InferenceRequest request) {
        return penstock.serve(request)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** The whole body, whichever way it comes. */
    private static CompletableFuture<String> text(InferenceReply reply) {
        return switch (reply.body()) {
            case Body.Whole whole -> {
                ByteBuffer bytes = whole.bytes();
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                yield CompletableFuture.completedFuture(new String(copy, StandardCharsets.UTF_8));
            }
            case Body.Streamed streamed -> {
                Gathering gathering = new Gathering();
                streamed.chunks().subscribe(gathering);
                yield gathering.whole;
            }
        };
    }

    /** Reads a body to its end. */
    private static final class Gathering implements Flow.Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<String> whole = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer chunk) {
            byte[] copy = new byte[chunk.remaining()];
            chunk.get(copy);
            bytes.writeBytes(copy);
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }

    private static LogEntry onlyLog(Penstock penstock, GatewayAddress gateway) {
        LogQuery all = new LogQuery(gateway, List.of(), null, LogQuery.Order.NEWEST_FIRST, new PageRequest(1, 20));
        return Await.until("the log is written", () -> penstock.logs().list(all).items(), items -> items.size() == 1)
                .get(0);
    }

    @Nested
    class KeepingSecrets {
        private static final String KEY = "0c".repeat(32);

        @TempDir
        private Path folder = Path.of("");

        @Test
        void seals_provider_keys_with_a_key_of_its_own() {
            ProviderConfig made;
            try (Penstock penstock = Penstock.in(folder).masterKey(KEY).open()) {
                penstock.gateways().create(penstock.gateway("main"), GatewayDraft.PLAIN);
                made = penstock.providerConfigs()
                        .create(penstock.gateway("main"), ProviderConfigDraft.of("openai", "a", new Secret("sk-1")));
            }

            try (Penstock again = Penstock.in(folder).masterKey(KEY).open()) {
                assertThat(again.providerConfigs()
                                .list(again.gateway("main"), new PageRequest(1, 20))
                                .items())
                        .containsExactly(made);
            }
            assertThat(folder.resolve("master.key")).doesNotExist();
            assertThatThrownBy(() -> Penstock.in(folder).open()).hasMessageContaining("The master key is missing");
        }

        @Test
        void refuses_a_key_that_is_none() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Penstock.inMemory().masterKey("short"))
                    .withMessageContaining("32 random bytes");
        }
    }

    @Nested
    class Serving {
        @Test
        void takes_ten_lines() {
            try (Penstock penstock = Penstock.inMemory()
                    .provider("openai", PROVIDER.url() + "/v1")
                    .open()) {
                GatewayAddress gateway = penstock.gateway("my-gateway");
                penstock.gateways().create(gateway, GatewayDraft.PLAIN);
                InferenceRequest request =
                        penstock.post(gateway, "openai", CHAT, Headers.NONE, RunningServer.chat("gpt-4o-mini"));
                InferenceReply reply =
                        penstock.serve(request).toCompletableFuture().join();

                assertThat(reply.status()).isEqualTo(200);
                assertThat(text(reply).join()).contains("chat.completion");
                LogEntry log = onlyLog(penstock, gateway);
                assertThat(log.key()).isEqualTo(new LogKey(gateway, LogId.of(request.id())));
                assertThat(log.spend().usage()).isNotNull();
                assertThat(log.spend().cost()).isNotNull();
                assertThat(log.call().model()).isEqualTo("gpt-4o-mini");
                assertThat(PROVIDER.last().header("content-type")).contains("application/json");
            }
        }

        @Test
        void streams() {
            try (Penstock penstock = open(Penstock.inMemory())) {
                GatewayAddress gateway = penstock.gateway("g");
                penstock.gateways().create(gateway, GatewayDraft.PLAIN);
                InferenceRequest request =
                        penstock.post(gateway, "openai", CHAT, Headers.NONE, RunningServer.streamed("gpt-4o-mini"));

                String text = penstock.serve(request)
                        .thenCompose(PenstockTest::text)
                        .toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join();

                assertThat(text).startsWith("data: {").endsWith("data: [DONE]\n\n");
                assertThat(onlyLog(penstock, gateway).outcome().success()).isTrue();
            }
        }

        @Test
        void passes_headers_on() {
            try (Penstock penstock = open(Penstock.inMemory())) {
                GatewayAddress gateway = penstock.gateway("g");
                penstock.gateways().create(gateway, GatewayDraft.PLAIN);
                Headers headers =
                        Headers.NONE.with("authorization", "Bearer key").with("cf-aig-event-id", "e");

                served(penstock, penstock.post(gateway, "openai", CHAT, headers, RunningServer.chat("gpt-4o-mini")));

                assertThat(PROVIDER.last().header("authorization")).contains("Bearer key");
                assertThat(PROVIDER.last().header("cf-aig-event-id")).isEmpty();
            }
        }

        @Test
        void reaches_any_provider_in_one_api_and_minds_what_the_headers_ask() {
            try (Penstock penstock = open(Penstock.inMemory().provider("anthropic", PROVIDER.url()))) {
                GatewayAddress gateway = penstock.gateway("g");
                penstock.gateways().create(gateway, GatewayDraft.PLAIN);
                Headers headers = Headers.NONE.with("cf-aig-cache-key", "once");
                String question = RunningServer.chat("anthropic/claude-sonnet-4-5");

                String first = text(served(penstock, penstock.chat(gateway, headers, question)))
                        .join();
                InferenceReply again = served(penstock, penstock.chat(gateway, headers, question));

                assertThat(first).contains("\"object\":\"chat.completion\"");
                assertThat(again.origin().cached()).isTrue();
                assertThat(text(again).join()).isEqualTo(first);
            }
        }

        @Test
        void fails_with_what_is_the_matter() {
            try (Penstock penstock = open(Penstock.inMemory())) {
                GatewayAddress guarded = penstock.gateway("guarded");
                penstock.gateways()
                        .create(
                                guarded,
                                GatewayDraft.PLAIN.withAccess(new AccessPolicy.Draft(
                                        Given.of(true),
                                        Given.omitted(),
                                        Given.omitted(),
                                        Given.omitted(),
                                        Given.omitted())));

                assertProblem(penstock, penstock.gateway("nosuch"), Problem.NotFound.class);
                assertProblem(penstock, guarded, Problem.Unauthorized.class);
            }
        }

        private static void assertProblem(Penstock penstock, GatewayAddress gateway, Class<? extends Problem> problem) {
            assertThatThrownBy(() -> serve(penstock, gateway, RunningServer.chat("gpt-4o-mini")))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(refusal.problem()).isInstanceOf(problem));
        }

        @Test
        void gives_every_request_an_id_of_its_own() {
            try (Penstock penstock = open(Penstock.inMemory())) {
                Set<LogId> ids = new HashSet<>();
                for (int i = 0; i < 100; i++) {
                    InferenceRequest request = penstock.post(penstock.gateway("g"), "openai", CHAT, Headers.NONE, "{}");
                    ids.add(LogId.of(request.id()));
                }

                assertThat(ids).hasSize(100);
            }
        }
    }

    @Nested
    class Keeping {
        @Test
        void keeps_everything_in_its_folder(@TempDir Path folder) {
            AccountId account;
            LogKey key;
            try (Penstock penstock = open(Penstock.in(folder))) {
                account = penstock.account();
                GatewayAddress gateway = penstock.gateway("g");
                penstock.gateways().create(gateway, GatewayDraft.PLAIN);
                InferenceRequest request =
                        penstock.post(gateway, "openai", CHAT, Headers.NONE, RunningServer.chat("gpt-4o-mini"));
                served(penstock, request);
                key = new LogKey(gateway, LogId.of(request.id()));
            }

            try (Penstock penstock = open(Penstock.in(folder))) {
                assertThat(penstock.account()).isEqualTo(account);
                assertThat(penstock.gateway("g")).isEqualTo(new GatewayAddress(account, new GatewayId("g")));
                ManageLogs.Detail kept = penstock.logs().detail(key);
                assertThat(kept.entry().outcome().status()).isEqualTo(200);
                assertThat(kept.payload().response()).isNotNull();
                assertThat(serve(penstock, penstock.gateway("g"), RunningServer.chat("gpt-4o-mini"))
                                .status())
                        .isEqualTo(200);
            }
        }

        @Test
        void evaluates_the_logs_that_its_datasets_choose_and_keeps_the_results(@TempDir Path folder) {
            EvaluationKey key;
            Evaluation done;
            try (Penstock penstock = open(Penstock.in(folder))) {
                GatewayAddress gateway = penstock.gateway("main");
                penstock.gateways().create(gateway, GatewayDraft.PLAIN);
                serve(penstock, gateway, RunningServer.chat("gpt-4o-mini"));
                onlyLog(penstock, gateway);
                Dataset dataset = penstock.datasets().create(gateway, new DatasetDraft("all", true, List.of()));
                EvaluationDraft draft = new EvaluationDraft(
                        "first",
                        List.of(dataset.id().toString()),
                        List.of(EvaluationType.SPEED.id().toString()));

                key = penstock.evaluations().create(gateway, draft).key();

                done = Await.until(
                        "it is processed", () -> penstock.evaluations().find(key), Evaluation::processed);
            }
            assertThat(done.course().totalLogs()).isEqualTo(1);
            try (Penstock penstock = open(Penstock.in(folder))) {
                assertThat(penstock.evaluations().find(key)).isEqualTo(done);
            }
        }

        @Test
        void forgets_everything_without_one() {
            AccountId account;
            try (Penstock penstock = open(Penstock.inMemory())) {
                account = penstock.account();
            }

            try (Penstock penstock = open(Penstock.inMemory())) {
                assertThat(penstock.account()).isNotEqualTo(account);
            }
        }

        @Test
        void shares_its_folder_with_no_other(@TempDir Path folder) {
            try (Penstock first = open(Penstock.in(folder))) {
                assertThat(first.account()).isNotNull();
                assertThatThrownBy(() -> open(Penstock.in(folder))).hasMessageContaining("Another Penstock uses");
            }
        }
    }

    @Nested
    class Closing {
        @Test
        void leaves_no_thread_that_keeps_a_program_alive(@TempDir Path folder) {
            Set<Thread> before = keepingAlive();

            Penstock penstock = open(Penstock.in(folder));
            GatewayAddress gateway = penstock.gateway("g");
            penstock.gateways().create(gateway, GatewayDraft.PLAIN);
            serve(penstock, gateway, RunningServer.chat("gpt-4o-mini"));
            assertThat(keepingAlive()).anyMatch(thread -> !before.contains(thread));
            penstock.close();

            Await.until("its threads have ended", () -> before.containsAll(keepingAlive()));
        }

        private static Set<Thread> keepingAlive() {
            Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
            threads.removeIf(Thread::isDaemon);
            return threads;
        }

        @Test
        void does_nothing_the_second_time(@TempDir Path folder) {
            Penstock penstock = open(Penstock.in(folder));
            penstock.close();

            penstock.close();

            try (Penstock again = open(Penstock.in(folder))) {
                assertThat(again.account()).isNotNull();
            }
        }

        @Test
        void writes_down_a_stream_that_it_cuts_short(@TempDir Path folder) {
            LogKey key;
            try (Penstock penstock = open(Penstock.in(folder))) {
                GatewayAddress gateway = penstock.gateway("g");
                penstock.gateways().create(gateway, GatewayDraft.PLAIN);
                InferenceRequest request = penstock.post(
                        gateway,
                        "openai",
                        CHAT,
                        Headers.NONE,
                        RunningServer.streamed("gpt-4o-mini+fake-stalled-stream"));
                key = new LogKey(gateway, LogId.of(request.id()));
                Gathering reader = new Gathering();
                penstock.serve(request)
                        .thenAccept(
                                reply -> ((Body.Streamed) reply.body()).chunks().subscribe(reader))
                        .toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join();
            }

            try (Penstock penstock = open(Penstock.in(folder))) {
                assertThat(penstock.logs().detail(key).entry().outcome().ending())
                        .isEqualTo(LogEntry.Ending.TRUNCATED);
            }
        }
    }

    @Nested
    class Refusing {
        @Test
        void leaves_nothing_behind_after_a_slip(@TempDir Path folder) {
            Penstock.Builder slip = Penstock.in(folder).provider("opnai", "http://127.0.0.1:1");

            assertThatIllegalArgumentException().isThrownBy(slip::open).withMessageContaining("did you mean 'openai'?");

            Await.until("no event loop is left", () -> PROVIDER.threads().containsAll(EventLoops.running()));
            try (Penstock penstock = open(Penstock.in(folder))) {
                assertThat(penstock.account()).isNotNull();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "127.0.0.1:9001", "http://127.0.0.1?x"})
        void takes_base_urls_only(String url) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Penstock.inMemory().provider("openai", url));
        }
    }
}
