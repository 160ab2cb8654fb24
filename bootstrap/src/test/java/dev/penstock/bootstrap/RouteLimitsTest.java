package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.Traffic.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.port.AtOnce;
import dev.penstock.bootstrap.RunningServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What elements of a route that set a limit let through when many come at once, before a whole server. */
class RouteLimitsTest {
    private static final String COMPLETIONS = "compat/chat/completions";
    private static final int CALLERS = 64;
    private static final int EACH = 4;
    private static final int WHOLE_WINDOW = 30 * 24 * 3600;

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @TempDir
    private Path folder = Path.of("");

    /** An answer of ten tokens of the dear model costs two cents, so that fifty use up a dollar. */
    private RunningServer start() {
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

    /** A gateway with a route to the dear model behind a limit. */
    private static Traffic behind(RunningServer server, String limit, String arrows) {
        Traffic traffic = Traffic.through(server, "\"authentication\":true");
        server.manage("POST", "/gateways/" + traffic.gateway() + "/provider_configs", """
                {"provider_slug":"openai","alias":"a","default_config":true,"secret":"openai-key"}""");
        Answer made = server.manage("POST", routes(traffic), """
                {"name":"r","elements":[
                 {"id":"s","type":"start","outputs":{"next":{"elementId":"l"}}},
                 {"id":"l","type":"rate","properties":{%s,"window":%d},"outputs":{"success":{"elementId":"m"}%s}},
                 {"id":"m","type":"model","properties":{"provider":"openai","model":"dear-1","timeout":0,"retries":0},
                  "outputs":{"success":{"elementId":"e"}}},
                 {"id":"cheap","type":"model","properties":{"provider":"openai","model":"gpt-4o-mini","timeout":0,"retries":0},
                  "outputs":{"success":{"elementId":"e"}}},
                 {"id":"e","type":"end","outputs":{}}]}""".formatted(limit, WHOLE_WINDOW, arrows));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        return traffic;
    }

    private static String routes(Traffic traffic) {
        return "/gateways/" + traffic.gateway() + "/routes";
    }

    private static Answer ask(Traffic traffic, int number, String... headers) {
        String more = ",\"max_tokens\":10";
        return traffic.trusted(
                COMPLETIONS,
                chat(
                        "dynamic/r",
                        number % 2 == 0 ? more : more + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"),
                headers);
    }

    private static List<Answer> many(Traffic traffic) {
        return AtOnce.run(CALLERS, caller -> {
                    List<Answer> answers = new ArrayList<>();
                    for (int round = 0; round < EACH; round++) {
                        answers.add(ask(traffic, caller + round));
                    }
                    return answers;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static JsonNode explained(RunningServer server, Traffic traffic) {
        String id = server.manage("GET", routes(traffic), null)
                .body()
                .at("/data/routes/0/id")
                .asText();
        return server.manage("POST", routes(traffic) + "/" + id + "/explain", "{}")
                .body()
                .path("result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "sliding"})
    void by_count_lets_through_exactly_as_many_as_it_says(String technique) {
        try (RunningServer server = start()) {
            Traffic traffic = behind(
                    server,
                    "\"limitType\":\"count\",\"limit\":100,\"technique\":\"" + technique + "\",\"key\":\"\"",
                    "");
            long before = PROVIDER.get().requests();

            List<Answer> answers = many(traffic);

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(100);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .allSatisfy(answer -> assertError(answer, 429, 2003));
            assertThat(PROVIDER.get().requests() - before).isEqualTo(100);
            assertThat(explained(server, traffic).at("/path/1/limit/used").asInt())
                    .isEqualTo(100);
            assertThat(explained(server, traffic).at("/ending/reason").asText()).isEqualTo("count_used_up");
        }
    }

    @Test
    void by_count_leads_on_by_its_fallback_for_each_value_apart() {
        try (RunningServer server = start()) {
            Traffic traffic = behind(
                    server,
                    "\"limitType\":\"count\",\"limit\":1,\"key\":\"metadata.user\"",
                    ",\"fallback\":{\"elementId\":\"cheap\"}");
            String[] one = {"cf-aig-metadata", "{\"user\":\"u1\"}"};
            String[] other = {"cf-aig-metadata", "{\"user\":\"u2\"}"};

            List<Answer> answers = List.of(
                    ask(traffic, 0, one),
                    ask(traffic, 0, one),
                    ask(traffic, 0, other),
                    ask(traffic, 0),
                    ask(traffic, 0));

            assertThat(answers)
                    .extracting(answer -> answer.header("cf-aig-model"))
                    .containsExactly("dear-1", "gpt-4o-mini", "dear-1", "dear-1", "gpt-4o-mini");
        }
    }

    @Test
    void by_cost_is_not_overshot_by_many_at_once_and_outlives_a_restart() {
        Traffic traffic;
        try (RunningServer server = start()) {
            traffic = behind(server, "\"limitType\":\"cost\",\"limit\":1,\"key\":\"\"", "");
            Traffic before = traffic;
            long calls = PROVIDER.get().requests();

            List<Answer> answers = many(traffic);
            Await.until("the budget is used up", () -> ask(before, 0), answer -> answer.status() == 429);

            assertThat(answers).extracting(Answer::status).containsOnly(200, 429);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 429)
                    .isNotEmpty()
                    .allSatisfy(answer -> assertError(answer, 429, 2041));
            assertThat(PROVIDER.get().requests() - calls).isEqualTo(50);
            JsonNode limit = explained(server, traffic).at("/path/1/limit");
            assertThat(limit.path("used").decimalValue()).isEqualByComparingTo("1");
            assertThat(limit.path("reserved").decimalValue()).isZero();
        }

        try (RunningServer server = start()) {
            assertError(ask(new Traffic(server, traffic.gateway()), 0), 429, 2041);
        }
    }
}
