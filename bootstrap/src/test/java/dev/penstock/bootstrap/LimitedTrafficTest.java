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
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What limits let through when many come at once, before a whole server. */
class LimitedTrafficTest {
    private static final String MODEL = "gpt-4o-mini";
    private static final int CALLERS = 64;
    private static final int EACH = 10;
    private static final int ADMITTED = 100;
    private static final int WHOLE_WINDOW = 30 * 24 * 3600;

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @TempDir
    private Path folder = Path.of("");

    private RunningServer start() {
        return RunningServer.in(folder, PROVIDER);
    }

    private interface Sending {
        Answer send(int caller, int round);
    }

    /** The answers to what many callers send at once, each one after the other. */
    private static List<Answer> many(Sending sending) {
        return AtOnce.run(
                        CALLERS,
                        caller -> Stream.iterate(0, round -> round + 1)
                                .limit(EACH)
                                .map(round -> sending.send(caller, round))
                                .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static BigDecimal cost(JsonNode log) {
        return log.path("cost").isMissingNode()
                ? BigDecimal.ZERO
                : log.path("cost").decimalValue();
    }

    @Nested
    class A_rate_limit {
        @ParameterizedTest
        @ValueSource(strings = {"fixed", "sliding"})
        void admits_exactly_as_many_as_it_says_whatever_comes_at_once(String technique) {
            try (RunningServer server = start()) {
                Traffic traffic = Traffic.through(server, """
                        "rate_limiting_limit":%d,"rate_limiting_interval":%d,"rate_limiting_technique":"%s"\
                        """.formatted(ADMITTED, WHOLE_WINDOW, technique));
                long before = PROVIDER.get().requests();

                List<Answer> answers = many((caller, round) -> traffic.post(CHAT, chat(MODEL)));

                assertThat(answers).hasSize(CALLERS * EACH);
                assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(ADMITTED);
                assertThat(PROVIDER.get().requests() - before).isEqualTo(ADMITTED);
                assertThat(answers).filteredOn(answer -> answer.status() != 200).allSatisfy(answer -> {
                    assertError(answer, 429, 2003);
                    assertThat(answer.body().path("message").asText()).isEqualTo("Rate limited");
                    assertThat(answer.http().headers().map()).doesNotContainKey("retry-after");
                });
                List<JsonNode> logs = traffic.logs(CALLERS * EACH);
                assertThat(logs)
                        .filteredOn(log -> log.path("status_code").asInt() == 429)
                        .hasSize(CALLERS * EACH - ADMITTED)
                        .allSatisfy(log -> {
                            assertThat(cost(log)).isZero();
                            assertThat(log.path("success").asBoolean(true)).isFalse();
                            assertThat(log.path("provider").asText()).isEqualTo("openai");
                        });
            }
        }

        @Test
        void holds_for_all_ways_into_a_gateway_together_and_ends_a_universal_request() {
            try (RunningServer server = start()) {
                Traffic traffic =
                        Traffic.through(server, "\"rate_limiting_limit\":3,\"rate_limiting_interval\":" + WHOLE_WINDOW);
                String steps = "[" + step("openai", "chat/completions", chat("fake-status-500"), "") + ","
                        + step("openai", "chat/completions", chat(MODEL), "") + "]";

                assertThat(traffic.post(CHAT, streamed(MODEL)).status()).isEqualTo(200);
                assertThat(traffic.post("compat/chat/completions", chat("openai/" + MODEL))
                                .status())
                        .isEqualTo(200);
                assertThat(traffic.post("", steps).header("cf-aig-step")).isEqualTo("1");

                Answer fourth = traffic.post("", steps);

                assertError(fourth, 429, 2003);
                assertThat(fourth.header("cf-aig-step")).isEqualTo("0");
                assertThat(fourth.header("cf-aig-log-id")).isNotEmpty();
            }
        }
    }

    @Nested
    class A_rate_limit_and_steps_that_lead_nowhere {
        @Test
        void still_counts_the_first_step_that_leads_somewhere_and_no_other() {
            try (RunningServer server = start()) {
                Traffic traffic =
                        Traffic.through(server, "\"rate_limiting_limit\":2,\"rate_limiting_interval\":" + WHOLE_WINDOW);
                String nowhere = step("nosuch", "chat/completions", chat(MODEL), "");
                String down = step("openai", "chat/completions", chat("fake-status-500"), "");
                String up = step("openai", "chat/completions", chat(MODEL), "");
                String steps = "[" + nowhere + "," + down + "," + down + "," + up + "]";

                assertThat(traffic.post("", steps).header("cf-aig-step")).isEqualTo("3");
                assertThat(traffic.post("", steps).header("cf-aig-step")).isEqualTo("3");

                assertError(traffic.post("", steps), 429, 2003);
            }
        }
    }

    @Nested
    class The_limit_of_a_provider_key {
        @Test
        void leads_on_to_the_next_step() {
            try (RunningServer server = start()) {
                Traffic traffic = Traffic.through(server, "\"authentication\":true");
                server.manage(
                        "POST", "/gateways/" + traffic.gateway() + "/provider_configs", """
                        {"provider_slug":"openai","alias":"a","default_config":true,"secret":"openai-key",
                        "rate_limit":2,"rate_limit_period":%d}""".formatted(WHOLE_WINDOW));
                String steps = "[" + step("openai", "chat/completions", chat(MODEL), "") + ","
                        + step("anthropic", "v1/messages", chat("claude-haiku-4-5", ",\"max_tokens\":9"), "") + "]";
                for (int i = 0; i < 2; i++) {
                    assertThat(traffic.trusted("", steps).header("cf-aig-step")).isEqualTo("0");
                }

                Answer third = traffic.trusted("", steps);

                assertThat(third.status()).as(third.text()).isEqualTo(200);
                assertThat(third.header("cf-aig-step")).isEqualTo("1");
                assertThat(third.body().path("type").asText()).isEqualTo("message");
                assertError(traffic.trusted(CHAT, chat(MODEL)), 429, 2003);
                assertThat(traffic.trusted(CHAT, chat(MODEL), "authorization", "Bearer own")
                                .status())
                        .isEqualTo(200);
                assertThat(traffic.logs(6))
                        .extracting(log -> log.path("status_code").asInt())
                        .containsOnly(200, 429);
            }
        }
    }

    @Nested
    class A_spend_limit {
        private static final String DEAR = "dear-1";

        /** Each request costs two cents, so that fifty use up the budget. */
        private RunningServer dear() {
            Path prices = folder.resolve("prices.json");
            try {
                Files.writeString(prices, """
                        {"models":[{"provider":"openai","model":"dear-1","input":0,"output":0.002}]}""");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ServerSettings base = RunningServer.settings(folder.resolve("data"), PROVIDER);
            return RunningServer.with(new ServerSettings(
                    base.listener(),
                    base.data(),
                    base.account(),
                    base.token(),
                    prices,
                    null,
                    Map.copyOf(base.providers()),
                    false));
        }

        private static String rule(String more) {
            return """
                    "spend_limits":{"enabled":true,"rules":[{"id":"budget1","enabled":true,"limit":1,"limitType":"cost",\
                    "window":%d,"technique":"fixed"%s}]}""".formatted(WHOLE_WINDOW, more);
        }

        private static String ask(int number) {
            String body = chat(DEAR, ",\"max_tokens\":10");
            return number % 2 == 0
                    ? body
                    : chat(DEAR, ",\"max_tokens\":10,\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        }

        @Test
        void is_not_overshot_by_many_at_once_and_outlives_a_restart() {
            Traffic traffic;
            try (RunningServer server = dear()) {
                traffic = Traffic.through(server, rule(""));
                Traffic before = traffic;

                List<Answer> answers = many((caller, round) -> before.post(CHAT, ask(caller + round)));

                assertThat(answers).extracting(Answer::status).containsOnly(200, 429);
                assertThat(answers)
                        .filteredOn(answer -> answer.status() == 429)
                        .isNotEmpty()
                        .allSatisfy(answer -> assertError(answer, 429, 2041));
                BigDecimal spent = traffic.logs(CALLERS * EACH).stream()
                        .map(LimitedTrafficTest::cost)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(spent).isLessThanOrEqualTo(BigDecimal.ONE);
                Answer last = Await.until(
                        "the budget is used up", () -> before.post(CHAT, ask(0)), answer -> answer.status() == 429);
                assertThat(spentIn(server, before)).isEqualByComparingTo(BigDecimal.ONE);
                assertThat(last.body().path("message").asText()).isEqualTo(message());
            }

            assertThat(ledger()).isEqualByComparingTo(BigDecimal.ONE);
            try (RunningServer server = dear()) {
                Answer after = new Traffic(server, traffic.gateway()).post(CHAT, ask(0));

                assertError(after, 429, 2041);
                assertThat(after.body().path("message").asText()).isEqualTo(message());
            }
        }

        /** What all log entries of the gateway say, as far as they were answered. */
        private static BigDecimal spentIn(RunningServer server, Traffic traffic) {
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode log : successes(server, traffic)) {
                sum = sum.add(cost(log));
            }
            return sum;
        }

        private static JsonNode successes(RunningServer server, Traffic traffic) {
            String path = "/gateways/" + traffic.gateway()
                    + "/logs?per_page=50&filters=%5B%7B%22key%22%3A%22success%22%2C%22operator%22%3A%22eq%22%2C%22value%22%3A%5Btrue%5D%7D%5D";
            return Await.until(
                    "fifty were answered",
                    () -> server.manage("GET", path, null).body().path("result"),
                    found -> found.size() == 50);
        }

        /** What the closed server left in its ledger, in US dollars. */
        private BigDecimal ledger() {
            Path control = folder.resolve("data").resolve("control.db");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + control);
                    Statement statement = connection.createStatement();
                    ResultSet spent = statement.executeQuery("SELECT current FROM spend")) {
                return new BigDecimal(spent.getString(1));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String message() {
            return "Spend limit exceeded: rule 'budget1' (cost limit 1 per " + WHOLE_WINDOW
                    + "s, fixed) for openai openai/" + DEAR;
        }

        @Test
        void leads_on_to_the_next_step_of_a_universal_request() {
            try (RunningServer server = start()) {
                Traffic traffic =
                        Traffic.through(server, rule(",\"provider\":{\"mode\":\"filter\",\"values\":[\"openai\"]}"));
                String steps = "[" + step("openai", "chat/completions", chat(MODEL), "") + ","
                        + step("anthropic", "v1/messages", chat("claude-haiku-4-5", ",\"max_tokens\":9"), "") + "]";
                assertThat(traffic.post("", steps, "cf-aig-custom-cost", "{\"total_cost\":1}")
                                .header("cf-aig-step"))
                        .isEqualTo("0");

                Answer second = traffic.post("", steps);

                assertThat(second.status()).as(second.text()).isEqualTo(200);
                assertThat(second.header("cf-aig-step")).isEqualTo("1");
                assertThat(second.body().path("type").asText()).isEqualTo("message");
                assertThat(traffic.logs(3))
                        .extracting(log -> log.path("step").asInt() + " "
                                + log.path("status_code").asInt())
                        .containsExactly("0 200", "0 429", "1 200");
                assertThat(cost(traffic.logs(3).get(1))).isZero();
            }
        }

        @Test
        void stops_everything_that_it_holds_for_and_nothing_else() {
            try (RunningServer server = start()) {
                Traffic traffic = Traffic.through(server, rule(",\"metadata\":{\"team\":{\"mode\":\"partition\"}}"));
                String[] water = {"cf-aig-metadata", "{\"team\":\"water\"}", "cf-aig-custom-cost", "{\"total_cost\":1}"
                };
                traffic.post(CHAT, chat(MODEL), water);

                assertError(traffic.post(CHAT, chat(MODEL), water), 429, 2041);

                assertThat(traffic.post(CHAT, chat(MODEL), "cf-aig-metadata", "{\"team\":\"fire\"}")
                                .status())
                        .isEqualTo(200);
                assertThat(traffic.post(CHAT, chat(MODEL)).status()).isEqualTo(200);
            }
        }
    }
}
