package dev.penstock.application.inference;

import static dev.penstock.application.inference.SampleCalls.content;
import static dev.penstock.application.inference.SampleCalls.headers;
import static dev.penstock.application.inference.SampleCalls.request;
import static dev.penstock.application.inference.SampleCalls.text;
import static dev.penstock.application.inference.SampleCalls.toProvider;
import static dev.penstock.application.inference.SampleCalls.toUnified;
import static dev.penstock.application.inference.SampleCalls.with;
import static dev.penstock.application.inference.SampleCalls.withQuery;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.FakeAccessStore;
import dev.penstock.application.port.FakeChunks;
import dev.penstock.application.port.FakeGatewayStore;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.port.SampleCustomProviders;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.customprovider.CustomProviderBook;
import dev.penstock.domain.customprovider.CustomProviderDraft;
import dev.penstock.domain.customprovider.Presentation;
import dev.penstock.domain.customprovider.Reach;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Upstream;
import dev.penstock.domain.validation.Given;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCallTest {
    private static final RequestTarget UNIFIED = new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null);
    private final LiveSettings live = new LiveSettings(new FakeGatewayStore(), new FakeAccessStore(), List.of());

    @Nested
    class ToACustomProvider {
        private void keep(String baseUrl, Map<String, String> headers) {
            CustomProviderDraft draft = new CustomProviderDraft(
                    new Reach.Draft(Given.of("ours"), Given.of(baseUrl), Given.of(headers), Given.of(true)),
                    Presentation.Draft.named("Ours"));
            live.replaceCustomProviders(
                    () -> new CustomProviderBook(List.of(SampleCustomProviders.provider(1, draft)), List.of()));
        }

        @Test
        void goes_below_its_base_url_exactly_as_it_came() {
            keep("https://models.example/v1/", Map.of());

            Call call = address(withQuery("a=1", toProvider("custom-ours")));
            Call doubled = address(request(
                    new RequestTarget.Native("custom-ours", "v1/chat/completions", null), SampleCalls.chat("m")));

            assertThat(call.provider().id().slug()).isEqualTo("custom-ours");
            assertThat(call.address().upstream())
                    .isEqualTo(Upstream.foreign("https://models.example/v1", "/chat/completions"));
            assertThat(call.address().query()).isEqualTo("a=1");
            assertThat(doubled.address().upstream().path()).isEqualTo("/v1/chat/completions");
        }

        @Test
        void sends_its_headers_where_the_caller_sent_none_and_nothing_of_the_gateway() {
            keep("https://models.example", Map.of("x-team", "ours", "x-key", "ours"));

            Call call = address(with("cf-aig-metadata", "{}", with("X-Key", "theirs", toProvider("custom-ours"))));

            assertThat(call.headers().get("x-team")).isEqualTo("ours");
            assertThat(call.headers().lines())
                    .filteredOn(line -> line.isNamed("x-key"))
                    .hasSize(1);
            assertThat(call.headers().get("x-key")).isEqualTo("theirs");
            assertThat(call.headers().get("cf-aig-metadata")).isNull();
        }

        @Test
        void is_reached_by_the_unified_api_with_the_bare_model() {
            keep("https://models.example", Map.of());
            Call bare = address(toUnified("custom-ours/meta/llama"));
            keep("https://models.example/api", Map.of());
            Call below = address(toUnified("custom-ours/meta/llama"));

            assertThat(bare.address().upstream())
                    .isEqualTo(Upstream.foreign("https://models.example", "/v1/chat/completions"));
            assertThat(below.address().upstream())
                    .isEqualTo(Upstream.foreign("https://models.example/api", "/chat/completions"));
            assertThat(bare.model()).isEqualTo("meta/llama");
            assertThat(text(bare.body())).isEqualTo("{\"model\":\"meta/llama\",\"messages\":[]}");
        }

        @Test
        void is_not_known_to_another_account() {
            keep("https://models.example", Map.of());
            InferenceRequest theirs = SampleCalls.at(OTHER_ACCOUNT, "chat", toProvider("custom-ours"));

            assertThat(refusal(theirs)).isEqualTo(new Problem.UnknownProvider("custom-ours"));
            assertThat(refusal(toProvider("custom-other"))).isEqualTo(new Problem.UnknownProvider("custom-other"));
            assertThat(refusal(toUnified("custom-other/m"))).isInstanceOf(Problem.Unsupported.class);
        }
    }

    @Nested
    class ToAProvidersOwnApi {
        @Test
        void keeps_path_query_method_model_and_body() {
            InferenceRequest request = withQuery("a=1&b=%20", toProvider("openai"));

            Call call = address(request);

            assertThat(call.provider().id().slug()).isEqualTo("openai");
            assertThat(call.address().upstream())
                    .isEqualTo(new Upstream("https://openai.example/v1", "/chat/completions"));
            assertThat(call.address().query()).isEqualTo("a=1&b=%20");
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.model()).isEqualTo("gpt-4o");
            assertThat(call.body()).isSameAs(request.content().body());
        }

        @Test
        void knows_a_provider_by_its_other_name() {
            assertThat(address(toProvider("searcher")).provider().id().slug()).isEqualTo("searcher-ai");
        }

        @Test
        void refuses_a_provider_that_nobody_knows() {
            assertThat(refusal(toProvider("nobody"))).isEqualTo(new Problem.UnknownProvider("nobody"));
        }

        @Test
        void keeps_the_gateways_own_headers_and_those_of_the_connection_back() {
            InferenceRequest request = toProvider("openai");
            for (String name : new String[] {"cf-aig-metadata", "host", "content-length", "te", "cf-connecting-ip"}) {
                request = with(name, "x", request);
            }
            request = with("OpenAI-Beta", "assistants=v2", with("Authorization", "Bearer sk-1", request));

            assertThat(address(request).headers())
                    .isEqualTo(headers(
                            "content-type",
                            "application/json",
                            "user-agent",
                            "tests/1",
                            "Authorization",
                            "Bearer sk-1",
                            "OpenAI-Beta",
                            "assistants=v2"));
        }

        @Test
        void streams_a_body_that_is_still_arriving() {
            Body.Streamed body = new Body.Streamed(new FakeChunks(), 12);

            assertThat(address(toProvider("openai").withBody(body)).body()).isSameAs(body);
        }
    }

    @Nested
    class ToAnAddressInAHeader {
        private static final String HEADER = "X-Fal-Target-Url";

        @Test
        void goes_where_the_header_says_and_leaves_the_header_behind() {
            InferenceRequest request =
                    withQuery("old=1", with(HEADER, "https://queue.fal.run/a/b?c=%20", toProvider("fal")));

            Call call = address(request);

            assertThat(call.address().upstream()).isEqualTo(new Upstream("https://queue.fal.run", "/a/b"));
            assertThat(call.address().query()).isEqualTo("c=%20");
            assertThat(call.headers()).isEqualTo(toProvider("fal").headers());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://fal.run/a",
                    "https://fal.run.evil.example/a",
                    "https://evilfal.run/a",
                    "https://fal.run@evil.example/",
                    "https://evil.example/fal.run",
                    "https://evil.example#.fal.run",
                    "https://fal.run:8443/a",
                    "https://me:pw@fal.run/a",
                    "https:///a",
                    "//fal.run/a",
                    "fal.run",
                    "https://fal.run\\@evil.example/",
                    "https://127.0.0.1/",
                    ""
                })
        void refuses_any_place_that_is_not_the_providers(String url) {
            assertThat(refusal(with(HEADER, url, toProvider("fal")))).isInstanceOf(Problem.Unsupported.class);
        }

        @Test
        void is_only_a_header_to_everyone_else() {
            InferenceRequest request = with(HEADER, "https://fal.run/a", toProvider("openai"));

            Call call = address(request);

            assertThat(call.address().upstream().base()).isEqualTo("https://openai.example/v1");
            assertThat(call.headers().get(HEADER)).isEqualTo("https://fal.run/a");
        }
    }

    @Nested
    class ToTheUnifiedApi {
        @Test
        void goes_to_the_chat_endpoint_of_the_provider_that_the_model_names() {
            InferenceRequest request = withQuery("a=1", with("cf-aig-step", "1", toUnified("search/sonar")));

            Call call = address(request);

            assertThat(call.provider().id().slug()).isEqualTo("searcher-ai");
            assertThat(call.address().upstream())
                    .isEqualTo(new Upstream("https://searcher-ai.example/v1", "/chat/completions"));
            assertThat(call.address().query()).isEqualTo("a=1");
            assertThat(call.model()).isEqualTo("sonar");
            assertThat(call.headers()).isEqualTo(toUnified("search/sonar").headers());
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "`{\"model\":\"openai/gpt-4o\"}`                           | openai/gpt-4o        | `{\"model\":\"gpt-4o\"}`",
                    "`{ \"model\" :  \"openai/gpt-4o\" , \"n\":1 }`            | openai/gpt-4o        | `{ \"model\" :  \"gpt-4o\" , \"n\":1 }`",
                    "`{\"user\":\"gr\u00fc\u00df \ud83d\ude00\",\"model\":\"openai/o\"}` | openai/o  | `{\"user\":\"gr\u00fc\u00df \ud83d\ude00\",\"model\":\"o\"}`",
                    "`{\"model\":\"\u00fcn\u00efcode/gr\u00fcn\",\"x\":\"\u20ac\"}` | \u00fcn\u00efcode/gr\u00fcn | `{\"model\":\"gr\u00fcn\",\"x\":\"\u20ac\"}`",
                    "`{\"model\":\"openai/a/b/c\"}\n`                          | openai/a/b/c         | `{\"model\":\"a/b/c\"}\n`"
                })
        void cuts_the_prefix_out_of_the_body_and_changes_nothing_else(String sent, String model, String expected) {
            Call call = address(request(UNIFIED, content(sent, model)));

            assertThat(text(call.body())).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2026})
        void cuts_the_prefix_out_wherever_it_stands_in_the_buffer(long seed) {
            Random random = new Random(seed);
            for (int round = 0; round < 200; round++) {
                String before = "é".repeat(random.nextInt(50)) + "{\"model\":\"";
                String after = "\"" + "€".repeat(random.nextInt(50)) + "}";
                byte[] bytes = (before + "openai/m" + after).getBytes(UTF_8);
                int margin = random.nextInt(20);
                ByteBuffer roomy = ByteBuffer.allocate(bytes.length + 2 * margin);
                roomy.put(margin, bytes).position(margin).limit(margin + bytes.length);
                RequestFacts facts = new RequestFacts("openai/m", before.getBytes(UTF_8).length);

                Call call = address(request(UNIFIED, new InferenceRequest.Content(new Body.Whole(roomy), facts)));

                assertThat(text(call.body()))
                        .as("round %d of seed %d", round, seed)
                        .isEqualTo(before + "m" + after);
            }
        }

        @Test
        void refuses_a_name_that_is_written_with_escapes() {
            InferenceRequest.Content escaped = new InferenceRequest.Content(
                    SampleCalls.whole("{\"model\":\"openai\\/m\"}"), new RequestFacts("openai/m", -1));

            assertThat(refusal(request(UNIFIED, escaped))).isInstanceOf(Problem.UnreadableCompletion.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"gpt-4o", "/gpt-4o", "openai/", "/"})
        void refuses_a_model_without_a_provider_before_it(String model) {
            assertThat(refusal(toUnified(model))).isInstanceOf(Problem.UnreadableCompletion.class);
        }

        @Test
        void refuses_a_body_without_a_model() {
            assertThat(refusal(request(UNIFIED, InferenceRequest.Content.NONE)))
                    .isInstanceOf(Problem.UnreadableCompletion.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"nobody", "OpenAI", " openai"})
        void refuses_a_prefix_that_nobody_knows(String prefix) {
            assertThat(refusal(toUnified(prefix + "/m")))
                    .isEqualTo(new Problem.Unsupported("no provider is called '%s'".formatted(prefix)));
        }

        @Test
        void says_so_when_a_provider_is_known_but_cannot_be_reached_this_way() {
            assertThat(refusal(toUnified("plain/m"))).isInstanceOf(Problem.Unsupported.class);
        }
    }

    private Problem refusal(InferenceRequest request) {
        return catchThrowableOfType(ProblemException.class, () -> {
                    try {
                        address(request);
                    } catch (CompletionException wrapped) {
                        throw (ProblemException) wrapped.getCause();
                    }
                })
                .problem();
    }

    /** The call that two stages make of a request: the one that finds the provider, and the last one. */
    private Call address(InferenceRequest request) {
        EntryIds ids = new EntryIds(request.id(), request::id);
        Exchange exchange = Exchange.of(
                SampleGateways.plain("chat"),
                request,
                new Visit(live.current(), false, ids),
                new CompletableFuture<>());
        AtomicReference<Call> made = new AtomicReference<>();
        CompletionStage<InferenceReply> found = new FindProvider(SampleCalls.CATALOG).serve(exchange, to -> {
            made.set(AddressCall.address(to));
            return new CompletableFuture<>();
        });
        if (found.toCompletableFuture().isCompletedExceptionally()) {
            found.toCompletableFuture().join();
        }
        return Objects.requireNonNull(made.get());
    }
}
