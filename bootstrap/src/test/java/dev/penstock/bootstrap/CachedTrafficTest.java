package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static dev.penstock.bootstrap.Traffic.assertError;
import static dev.penstock.bootstrap.Traffic.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.port.AtOnce;
import dev.penstock.bootstrap.RunningServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered without a call to the provider, before a whole server. */
class CachedTrafficTest {
    private static final String MODEL = "gpt-4o-mini";
    private static final String ON = "\"cache_ttl\":300";
    private static final String KEY_HEADER = "cf-aig-cache-key";
    private static final String DAY = "\"rate_limiting_interval\":86400";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @SuppressWarnings("NullAway.Init") // JUnit starts it before the first test
    private static RunningServer server;

    private long before;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = RunningServer.in(folder, PROVIDER);
    }

    @BeforeEach
    void count() {
        before = PROVIDER.get().requests();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private long calls() {
        return PROVIDER.get().requests() - before;
    }

    private static void assertHit(Answer answer) {
        assertThat(answer.header("cf-aig-cache-status")).as(answer.text()).isEqualTo("HIT");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static void assertMiss(Answer answer) {
        assertThat(answer.header("cf-aig-cache-status")).isEqualTo("MISS");
    }

    @Nested
    class A_gateway_that_caches {
        private Traffic traffic;

        @BeforeEach
        void make() {
            traffic = Traffic.through(server, ON);
        }

        @Test
        void answers_the_second_identical_request_itself_and_for_nothing() {
            Answer first = traffic.post(CHAT, chat(MODEL), "authorization", "Bearer k");

            Answer second = traffic.post(CHAT, chat(MODEL), "authorization", "Bearer k");

            assertMiss(first);
            assertHit(second);
            assertThat(calls()).isEqualTo(1);
            assertThat(second.http().body()).isEqualTo(first.http().body());
            assertThat(second.header("content-type")).isEqualTo(first.header("content-type"));
            assertThat(second.header("cf-aig-log-id")).isNotEqualTo(first.header("cf-aig-log-id"));
            JsonNode paid = traffic.log(first);
            assertThat(paid.path("cached").asBoolean(true)).isFalse();
            assertThat(paid.path("cost").decimalValue()).isPositive();
            JsonNode free = traffic.log(second);
            assertThat(free.path("cached").asBoolean()).isTrue();
            assertThat(free.path("cost").decimalValue()).isZero();
            assertThat(free.path("tokens_in").asLong(-1)).isZero();
            assertThat(free.path("tokens_out").asLong(-1)).isZero();
            assertThat(free.path("status_code").asInt()).isEqualTo(200);
            assertThat(free.path("model").asText()).isEqualTo(MODEL);
            traffic.logs(2);
        }

        @Test
        void charges_nothing_for_what_it_kept_even_where_the_caller_states_a_cost() {
            String[] cost = {"cf-aig-custom-cost", "{\"total_cost\":3}"};
            Answer first = traffic.post(CHAT, chat(MODEL), cost);

            Answer second = traffic.post(CHAT, chat(MODEL), cost);

            assertHit(second);
            assertThat(traffic.log(first).path("cost").asInt()).isEqualTo(3);
            assertThat(traffic.log(second).path("cost").decimalValue()).isZero();
        }

        @Test
        void asks_again_for_whatever_is_not_the_same() {
            Traffic other = Traffic.through(server, ON);
            String[] key = {"authorization", "Bearer k"};

            for (Answer answer : new Answer[] {
                traffic.post(CHAT, chat(MODEL), key),
                traffic.post(CHAT, chat(MODEL) + " ", key),
                traffic.post(CHAT, chat("gpt-4o"), key),
                traffic.post(CHAT, chat(MODEL), "authorization", "Bearer l"),
                traffic.post(CHAT, chat(MODEL)),
                traffic.post(CHAT + "?x=1", chat(MODEL), key),
                other.post(CHAT, chat(MODEL), key)
            }) {
                assertMiss(answer);
            }

            assertThat(calls()).isEqualTo(7);
            assertHit(traffic.post(CHAT, chat(MODEL), key));
            assertHit(other.post(CHAT, chat(MODEL), key));
            assertThat(calls()).isEqualTo(7);
        }

        @Test
        void shares_between_callers_who_differ_in_metadata_only() {
            traffic.post(CHAT, chat(MODEL), "cf-aig-metadata", "{\"user\":\"a\"}");

            assertHit(traffic.post(CHAT, chat(MODEL), "cf-aig-metadata", "{\"user\":\"b\"}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"cf-aig-skip-cache: true", "cf-skip-cache: true", "cf-aig-cache-ttl: 0"})
        void neither_reads_nor_writes_where_the_caller_does_not_want_it(String line) {
            String[] header = line.split(": ");

            assertMiss(traffic.post(CHAT, chat(MODEL), header));
            assertMiss(traffic.post(CHAT, chat(MODEL)));
            assertMiss(traffic.post(CHAT, chat(MODEL), header));

            assertThat(calls()).isEqualTo(3);
            assertHit(traffic.post(CHAT, chat(MODEL)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "fake-status-429",
                    "fake-status-500",
                    "fake-status-401",
                    "fake-reset",
                    "fake-truncated-stream"
                })
        void never_keeps_an_error(String model) {
            traffic.post(CHAT, chat(model));

            Answer second = traffic.post(CHAT, chat(model));

            assertMiss(second);
            assertThat(calls()).isEqualTo(2);
        }

        @Test
        void asks_again_for_what_is_not_posted() {
            for (int i = 0; i < 2; i++) {
                Answer models = server.send(
                        server.request("/v1/" + RunningServer.ACCOUNT + "/" + traffic.gateway() + "/openai/models")
                                .header(KEY_HEADER, "k"));
                assertThat(models.status()).isEqualTo(200);
                assertMiss(models);
            }
            assertThat(calls()).isEqualTo(2);
        }

        @Test
        void gives_a_compressed_answer_only_to_those_who_take_it() {
            String path = "openai/gzip/chat/completions";
            Answer first = traffic.post(path, chat(MODEL), "accept-encoding", "gzip");

            Answer second = traffic.post(path, chat(MODEL), "accept-encoding", "gzip");

            assertHit(second);
            assertThat(second.header("content-encoding")).isEqualTo("gzip");
            assertThat(second.http().body()).isEqualTo(first.http().body());
            assertMiss(traffic.post(path, chat(MODEL)));
        }

        @Test
        void keeps_translated_answers_apart_from_the_providers_own() {
            String[] key = {"authorization", "Bearer k"};
            Answer translated = traffic.post("compat/chat/completions", chat("anthropic/claude-haiku-4-5"), key);

            Answer again = traffic.post("compat/chat/completions", chat("anthropic/claude-haiku-4-5"), key);

            assertMiss(translated);
            assertHit(again);
            assertThat(again.http().body()).isEqualTo(translated.http().body());
            assertThat(again.header("cf-aig-provider")).isEqualTo("anthropic");
            assertMiss(traffic.post("anthropic/v1/messages", chat("anthropic/claude-haiku-4-5"), key));
        }

        @Test
        void gives_a_translated_stream_again_byte_for_byte() {
            String[] asked = {"cf-aig-cache-ttl", "60"};
            for (String model : new String[] {"anthropic/claude-haiku-4-5", "openai/" + MODEL}) {
                Answer chat = traffic.post("compat/chat/completions", streamed(model), asked);
                String input = "{\"model\":\"" + model + "\",\"input\":\"hello\",\"stream\":true}";
                Answer response = traffic.post("compat/responses", input, asked);

                Answer chatAgain = traffic.post("compat/chat/completions", streamed(model), asked);
                Answer responseAgain = traffic.post("compat/responses", input, asked);

                assertHit(chatAgain);
                assertThat(chatAgain.http().body()).isEqualTo(chat.http().body());
                assertHit(responseAgain);
                assertThat(responseAgain.http().body())
                        .isEqualTo(response.http().body());
            }
            assertThat(calls()).isEqualTo(4);
        }

        @Test
        void keeps_no_stream_unless_it_is_asked_to() {
            traffic.post(CHAT, streamed(MODEL));

            assertMiss(traffic.post(CHAT, streamed(MODEL)));
            assertThat(calls()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {KEY_HEADER + ": k", "cf-aig-cache-ttl: 60"})
        void gives_a_stream_again_as_a_stream_byte_for_byte(String line) {
            String[] header = line.split(": ");
            Answer first = traffic.post(CHAT, streamed(MODEL), header);

            Answer second = traffic.post(CHAT, streamed(MODEL), header);

            assertMiss(first);
            assertHit(second);
            assertThat(second.header("content-type")).startsWith("text/event-stream");
            assertThat(second.http().body()).isEqualTo(first.http().body());
            assertThat(second.text()).endsWith("data: [DONE]\n\n");
            assertThat(calls()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"fake-truncated-stream", "fake-no-terminator"})
        void keeps_no_stream_without_its_end(String fault) {
            String body = streamed(MODEL + "+" + fault);
            readAsFarAsItGoes(body);

            readAsFarAsItGoes(body);

            assertThat(calls()).isEqualTo(2);
        }

        private void readAsFarAsItGoes(String body) {
            HttpResponse<InputStream> reply = server.send(
                    server.through(traffic.gateway(), CHAT, body, KEY_HEADER, "k"), BodyHandlers.ofInputStream());
            try (InputStream in = reply.body()) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException brokenOff) {
                assertThat(reply.headers().firstValue("cf-aig-cache-status")).contains("MISS");
            }
        }

        @Test
        void forgets_with_an_update_only_if_it_is_told_to() {
            traffic.post(CHAT, chat(MODEL));
            traffic.set(ON);
            assertHit(traffic.post(CHAT, chat(MODEL)));

            traffic.set(ON + ",\"cache_invalidate_on_update\":true");

            assertMiss(traffic.post(CHAT, chat(MODEL)));
            assertHit(traffic.post(CHAT, chat(MODEL)));
            traffic.set(ON + ",\"cache_invalidate_on_update\":true");
            assertMiss(traffic.post(CHAT, chat(MODEL)));
        }

        @Test
        void stops_with_the_setting() {
            traffic.post(CHAT, chat(MODEL));
            traffic.set("\"cache_ttl\":null");

            assertMiss(traffic.post(CHAT, chat(MODEL)));
            assertThat(calls()).isEqualTo(2);
        }

        @Test
        void counts_no_hit_against_the_rate_limit() {
            traffic.set(ON + "," + DAY + ",\"rate_limiting_limit\":1");

            assertMiss(traffic.post(CHAT, chat(MODEL)));
            for (int i = 0; i < 5; i++) {
                assertHit(traffic.post(CHAT, chat(MODEL)));
            }

            assertError(traffic.post(CHAT, chat("gpt-4o")), 429, 2003);
            assertHit(traffic.post(CHAT, chat(MODEL)));
        }

        @Test
        void counts_no_hit_against_spend_limits() {
            traffic.set(ON + """
                    ,"spend_limits":{"enabled":true,"rules":[{"id":"r","enabled":true,"limit":1,"limitType":"cost","window":86400}]}\
                    """);
            String[] cost = {"cf-aig-custom-cost", "{\"total_cost\":0.6}"};

            assertMiss(traffic.post(CHAT, chat(MODEL), cost));
            for (int i = 0; i < 5; i++) {
                assertHit(traffic.post(CHAT, chat(MODEL), cost));
            }
            Answer room = traffic.post(CHAT, chat("gpt-4o"), cost);
            assertThat(room.status()).as(room.text()).isEqualTo(200);

            assertError(traffic.post(CHAT, chat("gpt-4"), cost), 429, 2041);
            assertHit(traffic.post(CHAT, chat(MODEL), cost));
        }

        @Test
        void keeps_what_the_steps_of_a_universal_request_answer_step_by_step() {
            String down = step("openai", "chat/completions", chat("fake-status-500"), "");
            String up = step("openai", "chat/completions", chat(MODEL), "");
            String body = "[" + down + "," + up + "]";
            Answer first = traffic.post("", body);

            Answer second = traffic.post("", body);

            assertMiss(first);
            assertHit(second);
            assertThat(second.header("cf-aig-step")).isEqualTo("1");
            assertThat(second.http().body()).isEqualTo(first.http().body());
            assertThat(calls()).isEqualTo(3);
            assertThat(traffic.log(second).path("step").asInt()).isEqualTo(1);
        }

        @Test
        void lets_a_step_say_whether_it_is_kept() {
            String never = step("openai", "chat/completions", chat(MODEL), ",\"config\":{\"cacheTtl\":0}");
            String always = step("openai", "chat/completions", chat(MODEL), "");

            traffic.post("", "[" + never + "]");
            assertMiss(traffic.post("", "[" + never + "]"));
            traffic.post("", "[" + always + "]", "cf-aig-cache-ttl", "60");

            assertHit(traffic.post("", "[" + always + "]"));
            assertThat(calls()).isEqualTo(3);
        }
    }

    @Nested
    class A_gateway_that_does_not {
        private Traffic traffic;

        @BeforeEach
        void make() {
            traffic = Traffic.through(server, "");
        }

        @Test
        void keeps_nothing_for_a_time_alone() {
            traffic.post(CHAT, chat(MODEL), "cf-aig-cache-ttl", "60");

            assertMiss(traffic.post(CHAT, chat(MODEL), "cf-aig-cache-ttl", "60"));
        }

        @Test
        void keeps_under_a_key_whatever_the_body_says_but_for_one_credential() {
            String[] mine = {KEY_HEADER, "k", "authorization", "Bearer mine"};
            Answer first = traffic.post(CHAT, chat(MODEL), mine);

            Answer second = traffic.post(CHAT, chat("gpt-4o"), mine);

            assertHit(second);
            assertThat(second.http().body()).isEqualTo(first.http().body());
            assertMiss(traffic.post(CHAT, chat(MODEL), KEY_HEADER, "other", "authorization", "Bearer mine"));
            assertMiss(traffic.post(CHAT, chat(MODEL), KEY_HEADER, "k", "authorization", "Bearer yours"));
            assertMiss(traffic.post(CHAT, chat(MODEL), KEY_HEADER, "k"));
            assertMiss(traffic.post(CHAT, chat(MODEL), "authorization", "Bearer mine"));
        }
    }

    @Nested
    class A_single_flight {
        private static final int CALLERS = 16;
        private static final String[] SHARING = {"penstock-single-flight", "true", KEY_HEADER, "k"};

        private Traffic traffic;

        @BeforeEach
        void make() {
            traffic = Traffic.through(server, "");
        }

        @Test
        void is_one_call_for_sixteen_who_ask_the_same_at_once() {
            assertOneCall(chat(MODEL + "+fake-latency-400"));
        }

        @Test
        void is_one_call_for_sixteen_streams_too() {
            assertOneCall(streamed(MODEL + "+fake-slow-stream"));
        }

        private void assertOneCall(String body) {
            List<Answer> answers = AtOnce.run(CALLERS, n -> traffic.post(CHAT, body, SHARING));

            assertThat(calls()).isEqualTo(1);
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).isEqualTo(answers.get(0).text());
            });
            assertThat(answers)
                    .filteredOn(answer -> answer.header("cf-aig-cache-status").equals("MISS"))
                    .hasSize(1);
            assertThat(traffic.logs(CALLERS))
                    .filteredOn(log -> log.path("cost").decimalValue().signum() > 0)
                    .hasSize(1);
            assertThat(PROVIDER.last().headers().keySet()).noneMatch(name -> name.startsWith("penstock-"));
        }

        @Test
        void goes_on_when_the_caller_who_began_it_leaves() throws IOException {
            long aborts = PROVIDER.get().abortedResponses();
            String body = streamed(MODEL + "+fake-late-first-token-700");
            HttpResponse<InputStream> first = listen(body);
            List<HttpResponse<InputStream>> others = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                others.add(listen(body));
            }

            first.body().close();

            AtomicInteger whole = new AtomicInteger();
            for (HttpResponse<InputStream> other : others) {
                assertThat(other.headers().firstValue("cf-aig-cache-status")).contains("HIT");
                try (InputStream in = other.body()) {
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .endsWith("data: [DONE]\n\n");
                    whole.incrementAndGet();
                }
            }
            assertThat(whole).hasValue(3);
            assertThat(calls()).isEqualTo(1);
            assertThat(PROVIDER.get().abortedResponses()).isEqualTo(aborts);
        }

        @Test
        void ends_at_the_provider_when_the_last_caller_leaves() throws IOException {
            long aborts = PROVIDER.get().abortedResponses();
            String body = streamed(MODEL + "+fake-stalled-stream");
            HttpResponse<InputStream> first = listen(body);
            HttpResponse<InputStream> second = listen(body);

            first.body().close();
            second.body().close();

            Await.until("the provider hears of it", () -> PROVIDER.get().abortedResponses() == aborts + 1);
            assertThat(calls()).isEqualTo(1);
        }

        private HttpResponse<InputStream> listen(String body) {
            return server.send(server.through(traffic.gateway(), CHAT, body, SHARING), BodyHandlers.ofInputStream());
        }
    }
}
