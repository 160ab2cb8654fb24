package dev.penstock.application.inference;

import static dev.penstock.application.inference.Outcomes.failure;
import static dev.penstock.application.inference.Outcomes.problem;
import static dev.penstock.application.inference.Outcomes.value;
import static dev.penstock.application.inference.SampleCalls.TOKEN;
import static dev.penstock.application.inference.SampleCalls.headers;
import static dev.penstock.application.inference.SampleCalls.toProvider;
import static dev.penstock.application.inference.SampleCalls.toUnified;
import static dev.penstock.application.inference.SampleCalls.with;
import static dev.penstock.application.inference.SampleCalls.withToken;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.penstock.application.port.FakeReader;
import dev.penstock.application.port.LogStore.Written;
import dev.penstock.application.port.ProviderClient.ProviderUnreachable;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.LogPolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CacheOptions;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.KeyOptions;
import dev.penstock.domain.inference.LogOptions;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.inference.PriceBook;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Ending;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.validation.Given;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** All stages together, with fakes at the ports: in what order they come, whom they let in and what they write down. */
class ServeInferenceTest {
    private static final Duration TOOK = Duration.ofMillis(1234);
    private static final TokenUsage USAGE = TokenUsage.of(100, 10);
    private static final PriceBook PRICES = new PriceBook(Map.of(
            new PriceBook.Entry(new ProviderId("openai"), new ModelName("gpt-4o-2026")),
            new Price(new Price.Rates(new BigDecimal("0.01"), new BigDecimal("0.1"), null, null), List.of())));

    private final FakeGatewayStore gateways = new FakeGatewayStore()
            .with(SampleGateways.plain("chat"))
            .with(gateway("locked", true, true))
            .with(gateway("silent", false, false));
    private final LiveSettings live = new LiveSettings(gateways, new FakeAccessStore().with(TOKEN), List.of());
    private final FakeLogStore logs = new FakeLogStore();
    private final LogQueue queue = new LogQueue(logs, new ByteBudget(1 << 20), failure -> {}).start();
    private final InstantSource clock = InstantSource.fixed(SampleCalls.NOON.plus(TOOK));
    private final FakeProviderClient provider = new FakeProviderClient();
    private final CompletableFuture<Void> callerLeft = new CompletableFuture<>();
    private final ServeInference inference = new SampleStages(live, SampleCalls.CATALOG, queue, clock, new FakeAlarm())
            .with(PRICES)
            .serve(
                    new ManageGateways(gateways, List.of(logs), live, clock, new Random(1)),
                    new ManageAccounts(new FakeAccountStore(), clock),
                    provider);

    ServeInferenceTest() {
        live.refresh();
    }

    @AfterEach
    void gives_every_byte_back() {
        queue.close();
        assertThat(queue.budget().takenBytes()).isZero();
    }

    /** Behaviour, not taste: a change here needs a decision record. */
    @Nested
    class TheOrderOfStages {
        @Test
        void first_the_gateway_is_found_then_the_caller_is_checked() {
            assertThat(problem(serve(at("missing", toProvider("openai")))))
                    .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));
        }

        @Test
        void then_the_caller_is_checked_before_anything_is_written_down_or_sent() {
            assertThat(problem(serve(at("locked", toUnified("nonsense"))))).isEqualTo(new Problem.Unauthorized());

            assertThat(rows()).isEmpty();
            assertThat(provider.calls()).isEmpty();
        }

        @Test
        void then_the_recording_begins_before_the_provider_is_called() {
            provider.fails(new ProviderUnreachable("refused"));

            assertThat(problem(serve(toProvider("openai")))).isInstanceOf(Problem.ProviderFailed.class);

            assertThat(rows()).hasSize(1);
        }
    }

    @Nested
    class CheckingTheCaller {
        @Test
        void lets_anyone_through_an_open_gateway_and_says_that_nobody_knew_them() {
            provider.replies(200, "{}");

            value(serve(toProvider("openai")));

            assertThat(row().caller().authenticated()).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"authorization", "x-api-key"})
        void lets_a_token_in_the_place_of_a_key_through_and_keeps_it(String header) {
            provider.replies(200, "{}");

            value(serve(at("locked", with(header, TOKEN, toProvider("openai")))));

            assertThat(provider.call().headers()).isEqualTo(toProvider("openai").headers());
            assertThat(row().caller().authenticated()).isTrue();
        }

        @Test
        void passes_the_providers_key_on_and_keeps_the_gateways_token() {
            provider.replies(200, "{}");

            value(serve(at("locked", withToken(TOKEN, with("authorization", "Bearer sk-1", toProvider("openai"))))));

            assertThat(provider.call().headers())
                    .isEqualTo(toProvider("openai").headers().with("authorization", "Bearer sk-1"));
        }

        @Test
        void takes_a_providers_key_for_no_token() {
            InferenceRequest keyed = with("authorization", "Bearer sk-1", toProvider("openai"));

            assertThat(problem(serve(at("locked", keyed)))).isEqualTo(new Problem.Unauthorized());
        }
    }

    @Nested
    class CallingTheProvider {
        @Test
        void passes_whatever_it_answers_on() {
            provider.replies(429, "{\"error\":\"slow down\"}");

            InferenceReply reply = value(serve(toProvider("openai")));

            assertThat(reply.status()).isEqualTo(429);
            assertThat(text(reply.body())).isEqualTo("{\"error\":\"slow down\"}");
            assertThat(row().outcome()).isEqualTo(new LogEntry.Outcome(429, false, TOOK, Ending.COMPLETE));
            assertThat(row().outcome().success()).isFalse();
        }

        @Test
        void tells_of_silence_and_names_the_provider_and_the_model_as_they_are_called() {
            provider.fails(new ProviderUnreachable("connection refused"));

            assertThat(problem(serve(toUnified("search/sonar"))))
                    .isEqualTo(new Problem.ProviderFailed(new ProviderId("searcher-ai"), "connection refused"));

            assertThat(row().call().provider()).isEqualTo(new ProviderId("searcher-ai"));
            assertThat(row().call().model()).isEqualTo("sonar");
            assertThat(row().call().door()).isEqualTo(Door.COMPAT);
            assertThat(row().outcome())
                    .isEqualTo(new LogEntry.Outcome(400, false, TOOK, Ending.TRUNCATED, "connection refused"));
        }

        @Test
        void is_abandoned_when_the_caller_leaves_before_there_is_an_answer() {
            provider.staysSilent();
            CompletionStage<InferenceReply> serving = serve(toProvider("openai"));
            assertThat(serving).isNotCompleted();

            callerLeft.complete(null);

            assertThat(problem(serving)).isEqualTo(new Problem.CallerLeft());
            assertThat(row().outcome())
                    .isEqualTo(new LogEntry.Outcome(499, false, TOOK, Ending.CANCELLED, "The caller left"));
        }

        @Test
        void writes_down_a_bug_that_is_in_the_way_and_lets_it_pass() {
            IllegalStateException bug = new IllegalStateException("a bug");
            provider.answers(call -> {
                throw bug;
            });

            assertThat(failure(serve(toProvider("openai")))).isSameAs(bug);

            assertThat(row().outcome())
                    .isEqualTo(new LogEntry.Outcome(500, false, TOOK, Ending.TRUNCATED, "the gateway failed"));
        }

        @ParameterizedTest
        @EnumSource(
                value = RequestFacts.Naming.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"CLEAR"})
        void refuses_a_unified_body_in_which_a_provider_might_read_another_model(RequestFacts.Naming naming) {
            InferenceRequest request = toUnified("openai/gpt-4o");
            InferenceRequest.Content sent = request.content();
            RequestFacts.Asked asked = new RequestFacts.Asked(false, null, 1, naming);
            InferenceRequest ambiguous = request.with(new InferenceRequest.Content(
                    sent.body(), new RequestFacts("openai/gpt-4o", sent.facts().modelStart(), () -> asked)));

            assertThat(problem(serve(ambiguous))).isInstanceOf(Problem.UnreadableCompletion.class);
        }

        @Test
        void writes_refusals_down_too() {
            assertThat(problem(serve(toUnified("gpt-4o")))).isInstanceOf(Problem.UnreadableCompletion.class);

            assertThat(row().outcome())
                    .isEqualTo(new LogEntry.Outcome(
                            400, false, TOOK, Ending.REFUSED, "model must be written as provider/model"));
            assertThat(row().spend()).isEqualTo(LogEntry.Spend.NONE);
        }
    }

    @Nested
    class AFullLog {
        @Test
        void takes_no_entry_and_the_reply_says_so() {
            provider.replies(200, "{}");
            queue.full().replace(Set.of(SampleCalls.GATEWAY));

            InferenceReply reply = value(serve(toProvider("openai")));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.origin().entry()).isNull();
            assertThat(rows()).isEmpty();
        }

        @Test
        void takes_no_entry_about_a_refusal_either() {
            queue.full().replace(Set.of(SampleCalls.GATEWAY));

            assertThat(failure(serve(toUnified("gpt-4o"))))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.entry()).isNull());

            assertThat(rows()).isEmpty();
        }

        @Test
        void is_the_affair_of_one_gateway() {
            provider.replies(200, "{}");
            queue.full().replace(Set.of(SampleGateways.address("other")));

            assertThat(value(serve(toProvider("openai"))).origin().entry()).isNotNull();

            assertThat(row().outcome().status()).isEqualTo(200);
        }
    }

    @Nested
    class WritingDown {
        @Test
        void keeps_all_that_is_known_about_a_whole_reply() {
            provider.replies(200, "{\"id\":1}", new Metering("gpt-4o-2026", USAGE));
            Metadata metadata = new Metadata(Map.of("team", new Metadata.Value.Text("blue")));
            InferenceRequest request = with(
                    new RequestOptions(
                            null,
                            "event-7",
                            new LogOptions(null, null, metadata, null),
                            CacheOptions.NONE,
                            CallOptions.NONE,
                            KeyOptions.NONE),
                    toProvider("openai"));

            value(serve(request));

            LogEntry row = row();
            assertThat(row.id().toString()).isEqualTo(request.id().toString());
            assertThat(row.key().gateway()).isEqualTo(SampleCalls.GATEWAY);
            assertThat(row.createdAt()).isEqualTo(SampleCalls.NOON);
            assertThat(row.call())
                    .isEqualTo(new LogEntry.Call(
                            new ProviderId("openai"),
                            "gpt-4o-2026",
                            "text-generation",
                            "chat/completions",
                            Door.PROVIDER,
                            0));
            assertThat(row.outcome()).isEqualTo(new LogEntry.Outcome(200, false, TOOK, Ending.COMPLETE));
            assertThat(row.spend().usage()).isEqualTo(USAGE);
            assertThat(Objects.requireNonNull(row.spend().cost()).usd())
                    .isEqualByComparingTo(Cost.of("2.00").usd());
            assertThat(row.caller()).isEqualTo(new LogEntry.Caller("event-7", "tests/1", false));
            assertThat(row.content())
                    .isEqualTo(new LogEntry.Content(
                            "application/json",
                            "application/json",
                            request.content().body().length(),
                            8));
            assertThat(row.notes().metadata()).isEqualTo(metadata);
            assertThat(bodies()).containsExactly(text(request.content().body()), "{\"id\":1}");
        }

        @Test
        void names_the_request_where_the_caller_named_no_event() {
            provider.replies(200, "{}");

            value(serve(toProvider("openai")));

            assertThat(row().caller().eventId()).isEqualTo(row().id().toString());
        }

        @Test
        void knows_no_cost_where_there_is_no_price_but_still_the_usage() {
            provider.replies(200, "{}", new Metering("unpriced", USAGE));

            value(serve(toProvider("openai")));

            assertThat(row().spend()).isEqualTo(new LogEntry.Spend(USAGE, null, false));
        }

        @Test
        void waits_until_a_stream_has_ended() {
            FakeChunks chunks = new FakeChunks();
            provider.streams(chunks, new Metering(null, USAGE));
            FakeReader reader = FakeReader.of(value(serve(toProvider("openai"))).body());
            chunks.send("data: 1\n\n");
            assertThat(queue.counts().waiting() + queue.counts().written()).isZero();

            chunks.send("data: 2\n\n").end();

            assertThat(reader.text()).isEqualTo("data: 1\n\ndata: 2\n\n");
            assertThat(row().outcome().ending()).isEqualTo(Ending.COMPLETE);
            assertThat(row().call().model()).isEqualTo("gpt-4o");
            assertThat(row().spend().usage()).isEqualTo(USAGE);
            assertThat(bodies().get(1)).isEqualTo(reader.text());
        }

        @Test
        void tells_a_stream_that_broke_off() {
            FakeChunks chunks = new FakeChunks();
            provider.streams(chunks, Metering.NONE);
            FakeReader reader = FakeReader.of(value(serve(toProvider("openai"))).body());

            chunks.send("data").breakOff();

            assertThat(reader.ending()).isEqualTo("broken");
            assertThat(row().outcome())
                    .isEqualTo(new LogEntry.Outcome(200, false, TOOK, Ending.TRUNCATED, "the provider broke off"));
        }

        @Test
        void tells_a_stream_whose_reader_left_and_lets_its_source_go() {
            FakeChunks chunks = new FakeChunks();
            provider.streams(chunks, Metering.NONE);
            FakeReader reader = FakeReader.of(value(serve(toProvider("openai"))).body());
            chunks.send("data");

            reader.leave();

            assertThat(chunks.isCancelled()).isTrue();
            assertThat(row().outcome())
                    .isEqualTo(new LogEntry.Outcome(200, false, TOOK, Ending.CANCELLED, "the caller left"));
            assertThat(row().content().responseSize()).isEqualTo(4);
        }

        @Test
        void keeps_a_request_that_streams_by() {
            FakeChunks chunks = new FakeChunks();
            provider.answers(call -> {
                FakeReader reader = FakeReader.of(call.body());
                chunks.send("one").send("two").end();
                assertThat(reader.text()).isEqualTo("onetwo");
                return CompletableFuture.failedFuture(new ProviderUnreachable("full"));
            });

            failure(serve(toProvider("openai").withBody(new Body.Streamed(chunks, -1))));

            assertThat(row().content().requestSize()).isEqualTo(6);
            assertThat(bodies().get(0)).isEqualTo("onetwo");
        }

        @Test
        void is_done_when_the_reply_is_even_if_the_request_still_streams_by() {
            FakeChunks chunks = new FakeChunks();
            provider.answers(call -> {
                FakeReader.of(call.body());
                chunks.send("read");
                return CompletableFuture.failedFuture(new ProviderUnreachable("enough"));
            });
            failure(serve(toProvider("openai").withBody(new Body.Streamed(chunks, -1))));

            chunks.send("still coming").end();

            assertThat(queue.budget().takenBytes()).isLessThanOrEqualTo(1024 + 4);
            assertThat(bodies().get(0)).isEqualTo("read");
        }
    }

    @Nested
    class Choosing {
        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {"chat,-,1", "chat,true,1", "chat,false,0", "silent,-,0", "silent,true,1", "silent,false,0"})
        void a_header_outdoes_the_gateway_in_both_directions(String gateway, @Nullable Boolean collect, int rows) {
            provider.replies(200, "{}");
            RequestOptions options = SampleCalls.logging(new LogOptions(collect, true, null, null));

            value(serve(at(gateway, with(options, toProvider("openai")))));

            assertThat(rows()).hasSize(rows);
        }

        @Test
        void keeps_the_row_without_the_bodies_when_the_caller_says_so() {
            provider.replies(200, "{\"secret\":1}");
            RequestOptions options = SampleCalls.logging(new LogOptions(null, false, null, null));

            value(serve(with(options, toProvider("openai"))));

            assertThat(rows().get(0).payload()).isEqualTo(LogPayload.NONE);
            assertThat(row().content().responseSize()).isEqualTo(12);
        }

        @Test
        void shows_people_text_where_the_provider_sent_compressed_bytes() {
            byte[] gzip = HexFormat.of().parseHex("1f8b0800000000000003cb48cdc9c9070086a6103605000000");
            provider.replies(200, headers("content-encoding", "gzip"), gzip, Metering.NONE);

            InferenceReply reply = value(serve(toProvider("openai")));

            assertThat(FakeReader.of(reply.body()).bytes()).isEqualTo(gzip);
            assertThat(bodies().get(1)).isEqualTo("hello");
            assertThat(row().content().responseSize()).isEqualTo(gzip.length);
        }
    }

    private CompletionStage<InferenceReply> serve(InferenceRequest request) {
        return inference.serve(request, callerLeft);
    }

    private static InferenceRequest at(String gateway, InferenceRequest request) {
        return SampleCalls.at(SampleGateways.ACCOUNT, gateway, request);
    }

    /** What was written down until now; ends the recording. */
    private List<Written> rows() {
        queue.close();
        return logs.written();
    }

    private LogEntry row() {
        assertThat(rows()).hasSize(1);
        return rows().get(0).entry();
    }

    private List<String> bodies() {
        LogPayload payload = rows().get(0).payload();
        return List.of(text(payload.request()), text(payload.response()));
    }

    private static String text(Body body) {
        return SampleCalls.text(body);
    }

    private static String text(LogPayload.@Nullable Part part) {
        return part == null ? "nothing" : UTF_8.decode(part.bytes()).toString();
    }

    private static Gateway gateway(String id, boolean locked, boolean logged) {
        LogPolicy.Draft log = new LogPolicy.Draft(
                Given.of(logged), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted());
        AccessPolicy.Draft access = new AccessPolicy.Draft(
                Given.of(locked), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted());
        return SampleGateways.define(
                SampleGateways.address(id), GatewayDraft.PLAIN.withLog(log).withAccess(access));
    }
}
