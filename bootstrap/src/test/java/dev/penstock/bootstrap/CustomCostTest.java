package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static dev.penstock.bootstrap.Traffic.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.bootstrap.RunningServer.Answer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers decide about the log entries of their requests: costs, metadata, and whether there are any. */
class CustomCostTest {
    private static final String COST = "cf-aig-custom-cost";
    private static final String MODEL = "gpt-4o-mini";
    private static final String MESSAGES = "anthropic/v1/messages";
    private static final String CLAUDE = "claude-haiku-4-5";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @SuppressWarnings("NullAway.Init") // JUnit starts it before the first test
    private static RunningServer server;

    @SuppressWarnings("NullAway.Init") // the same
    private static Traffic traffic;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = RunningServer.in(folder, PROVIDER);
        traffic = Traffic.through(server, "");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode log(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return traffic.log(answer);
    }

    private static BigDecimal cost(JsonNode log) {
        return log.path("cost").decimalValue();
    }

    @Nested
    class A_stated_cost {
        /** Five words go in, sixteen come out; 300 more are read from the cache. */
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {"per_token_in":1,"per_token_out":100}                                                     |        | 1605
                {"per_token_in":1}                                                                         |        | 5
                {"per_token_out":0.5}                                                                      |        | 8
                {"per_token_in":0.000001234567,"per_token_out":0}                                          |        | 0.000006172835
                {"per_token_in":1,"per_token_out":100}                                                     | cached | 1905
                {"per_token_in":1,"per_token_out":100,"per_cache_read_token":0.5}                          | cached | 1755
                {"per_token_in":1,"per_token_out":100,"per_cache_read_token":0}                            | cached | 1605
                {"per_token_in":1,"per_token_out":100,"per_cache_write_token":7}                           | cached | 1905
                {"per_token_in":1,"per_token_out":100,"per_cache_read_token":2,"per_cache_write_token":7}  | cached | 2205
                {"total_cost":0.75}                                                                        |        | 0.75
                {"total_cost":0.75}                                                                        | cached | 0.75
                {"total_cost":0}                                                                           |        | 0
                """)
        void is_what_the_entry_says_streamed_and_not(String stated, @Nullable String cached, BigDecimal expected) {
            String model = cached == null ? MODEL : MODEL + "+fake-cached-300";

            JsonNode whole = log(traffic.post(CHAT, chat(model), COST, stated));

            JsonNode stream = log(traffic.post(CHAT, streamed(model), COST, stated));
            assertThat(whole.path("custom_cost").asBoolean()).isTrue();
            assertThat(cost(whole)).isEqualByComparingTo(expected);
            assertThat(stream.path("custom_cost").asBoolean()).isTrue();
            assertThat(cost(stream)).isEqualByComparingTo(expected);
        }

        @Test
        void adds_cached_tokens_that_a_provider_reports_beside_its_input() {
            String stated = "{\"per_token_in\":1,\"per_token_out\":100,\"per_cache_read_token\":0.5}";
            String plain = chat(CLAUDE, ",\"max_tokens\":10");
            String cached = chat(CLAUDE + "+fake-cached-300", ",\"max_tokens\":10");

            JsonNode without = log(traffic.post(MESSAGES, plain, COST, stated));

            JsonNode with = log(traffic.post(MESSAGES, cached, COST, stated));
            assertThat(cost(with).subtract(cost(without))).isEqualByComparingTo("150");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "not json",
                    "{}",
                    "[]",
                    "{\"per_token_in\":\"1\"}",
                    "{\"per_token_in\":-1}",
                    "{\"total_cost\":-1}",
                    "{\"total_cost\":1e999}",
                    "{\"per_cache_read_token\":1}"
                })
        void that_is_unreadable_leaves_the_price_table_in_charge(String stated) {
            JsonNode log = log(traffic.post(CHAT, chat(MODEL), COST, stated));

            assertThat(log.path("custom_cost").asBoolean(true)).isFalse();
            assertThat(cost(log)).isEqualByComparingTo("0.00001035");
        }

        @Test
        void per_token_is_none_where_the_provider_tells_no_tokens() {
            JsonNode log = log(traffic.post(CHAT, chat(MODEL + "+fake-no-usage"), COST, "{\"per_token_in\":1}"));

            assertThat(log.has("cost")).isFalse();
            assertThat(log.path("custom_cost").asBoolean(true)).isFalse();
        }

        @Test
        void in_all_needs_no_tokens() {
            JsonNode log = log(traffic.post(CHAT, chat(MODEL + "+fake-no-usage"), COST, "{\"total_cost\":2}"));

            assertThat(cost(log)).isEqualByComparingTo("2");
            assertThat(log.path("custom_cost").asBoolean()).isTrue();
        }

        @Test
        void holds_for_models_of_unknown_price() {
            JsonNode log = log(traffic.post(CHAT, chat("nobody-knows-this"), COST, "{\"per_token_in\":1}"));

            assertThat(cost(log)).isEqualByComparingTo("5");
        }

        @Test
        void is_not_charged_for_an_error() {
            Answer answer = traffic.post(CHAT, chat("fake-status-500"), COST, "{\"total_cost\":2}");

            JsonNode log = traffic.log(answer);
            assertThat(log.has("cost") ? cost(log) : BigDecimal.ZERO).isZero();
        }

        @Test
        void of_a_step_comes_before_that_of_the_request() {
            Traffic own = Traffic.through(server, "");
            String stated = """
                    {"provider":"openai","endpoint":"chat/completions","query":%s,\
                    "headers":{"content-type":"application/json","cf-aig-custom-cost":{"total_cost":3}}}\
                    """.formatted(chat(MODEL)).strip();
            String asText = """
                    {"provider":"openai","endpoint":"chat/completions","query":%s,\
                    "headers":{"content-type":"application/json","cf-aig-custom-cost":"{\\"total_cost\\":4}"}}\
                    """.formatted(chat(MODEL)).strip();
            String silent = step("openai", "chat/completions", chat(MODEL), "");

            for (String body : new String[] {stated, asText, silent}) {
                assertThat(own.post("", "[" + body + "]", COST, "{\"total_cost\":5}")
                                .status())
                        .isEqualTo(200);
            }

            assertThat(own.logs(3)).extracting(log -> cost(log).intValue()).containsExactly(3, 4, 5);
        }
    }

    @Nested
    class The_price_of_a_long_prompt {
        @Test
        void holds_for_the_whole_request() {
            String model = "claude-sonnet-4-5";
            String words = "word ".repeat(200_001);
            String body = """
                    {"model":"%s","max_tokens":10,"messages":[{"role":"user","content":"%s"}]}""";

            JsonNode shorter = log(traffic.post(MESSAGES, body.formatted(model, "word ".repeat(199_999))));
            JsonNode longer = log(traffic.post(MESSAGES, body.formatted(model, words)));

            assertThat(cost(shorter)).isEqualByComparingTo(price(shorter, "0.000003", "0.000015"));
            assertThat(longer.path("tokens_in").asLong()).isGreaterThan(200_000);
            assertThat(cost(longer)).isEqualByComparingTo(price(longer, "0.000006", "0.0000225"));
        }

        private static BigDecimal price(JsonNode log, String in, String out) {
            return new BigDecimal(in)
                    .multiply(log.path("tokens_in").decimalValue())
                    .add(new BigDecimal(out).multiply(log.path("tokens_out").decimalValue()));
        }
    }

    @Nested
    class Logging {
        /** The gateway's setting, the two headers where they are sent, and what is kept: nothing, a row, or bodies too. */
        @ParameterizedTest
        @CsvSource({
            "true,,, bodies",
            "true, true,, bodies",
            "true, false,, nothing",
            "true,, true, bodies",
            "true,, false, row",
            "true, true, false, row",
            "true, false, true, nothing",
            "true, maybe, maybe, bodies",
            "false,,, nothing",
            "false, true,, bodies",
            "false, false,, nothing",
            "false,, true, nothing",
            "false, true, true, bodies",
            "false, true, false, row",
            "false, 1, 0, row"
        })
        void is_what_header_and_gateway_say_together(
                boolean setting, @Nullable String collect, @Nullable String payload, String kept) {
            Traffic own = Traffic.through(server, "\"collect_logs\":" + setting);
            List<String> headers = new ArrayList<>();
            if (collect != null) {
                headers.addAll(List.of("cf-aig-collect-log", collect));
            }
            if (payload != null) {
                headers.addAll(List.of("cf-aig-collect-log-payload", payload));
            }

            Answer answer = own.post(CHAT, chat(MODEL), headers.toArray(String[]::new));

            Answer sentinel = own.post(CHAT, chat(MODEL), "cf-aig-collect-log", "true");
            own.log(sentinel);
            String path = "/gateways/" + own.gateway() + "/logs/" + answer.header("cf-aig-log-id");
            boolean row = !kept.equals("nothing");
            int body = kept.equals("bodies") ? 200 : 404;
            assertThat(answer.header("cf-aig-log-id")).isNotEmpty();
            assertThat(server.manage("GET", path, null).status()).isEqualTo(row ? 200 : 404);
            assertThat(server.manage("GET", path + "/request", null).status()).isEqualTo(body);
            assertThat(server.manage("GET", path + "/response", null).status()).isEqualTo(body);
            if (kept.equals("row")) {
                JsonNode log = own.log(answer);
                assertThat(log.path("request_head").asText()).isEmpty();
                assertThat(log.path("response_head").asText()).isEmpty();
                assertThat(log.path("tokens_in").asLong()).isPositive();
                assertThat(log.path("request_size").asLong()).isPositive();
            }
        }
    }

    @Nested
    class Metadata {
        private JsonNode metadata(String sent) {
            JsonNode log = log(traffic.post(CHAT, chat(MODEL), "cf-aig-metadata", sent));
            return RunningServer.read(log.path("metadata").asText().getBytes(StandardCharsets.UTF_8));
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {"a":"x","b":1.50,"c":true}                      | {"a":"x","b":1.50,"c":true}
                {"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}            | {"a":1,"b":2,"c":3,"d":4,"e":5}
                {"cf.user_id":"me","a":1}                        | {"a":1}
                {"a":null,"b":1}                                 |
                {"a":{"b":1}}                                    |
                {"a":[1],"b":1}                                  |
                not json                                         |
                [1]                                              |
                """)
        void is_kept_as_far_as_its_rules_go(String sent, @Nullable String kept) {
            JsonNode expected = kept == null ? null : RunningServer.read(kept.getBytes(StandardCharsets.UTF_8));

            JsonNode metadata = metadata(sent);

            if (expected == null) {
                assertThat(metadata.isMissingNode()).as(metadata.toString()).isTrue();
            } else {
                assertThat(metadata).isEqualTo(expected);
            }
        }

        @Test
        void of_a_step_may_be_an_object() {
            Traffic own = Traffic.through(server, "");
            String body = """
                    [{"provider":"openai","endpoint":"chat/completions","query":%s,
                      "headers":{"content-type":"application/json",
                                 "cf-aig-metadata":{"who":"J\u00fcrgen \u6c34",
                                                    "count":1.50}}}]""".formatted(chat(MODEL));

            Answer answer = own.post("", body, "cf-aig-metadata", "{\"who\":\"somebody else\"}");

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(own.log(answer).path("metadata").asText())
                    .isEqualTo("{\"who\":\"J\u00fcrgen \u6c34\",\"count\":1.50}");
        }

        @Test
        void loses_the_end_of_a_value_that_is_too_long() {
            assertThat(metadata("{\"a\":\"" + "x".repeat(600) + "\"}").path("a").asText())
                    .hasSize(600);
            assertThat(metadata("{\"a\":\"" + "x".repeat(2000) + "\"}")
                            .path("a")
                            .asText())
                    .hasSize(1024);
        }
    }
}
