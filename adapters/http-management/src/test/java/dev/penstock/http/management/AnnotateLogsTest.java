package dev.penstock.http.management;

import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.log.BodyCapture;
import dev.penstock.application.log.CapturedBodies;
import dev.penstock.domain.log.LogEntry;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotateLogsTest extends LogsOverHttp {
    private static final String METADATA = "{\"team\":\"blue\",\"attempt\":1.50,\"vip\":true}";

    private Server.Answer patch(int number, String json) {
        return server.send("PATCH", Server.api(log(number)), json);
    }

    private JsonNode shown(int number) {
        return server.get(log(number)).result();
    }

    @Nested
    class Adding {
        @Test
        void sets_what_is_sent_and_keeps_the_rest() {
            keep(SampleLogs.row(SampleLogs.full(1, "m")), SampleLogs.row(SampleLogs.full(2, "m")));

            Server.Answer answer = patch(1, "{\"feedback\":-1}");
            patch(1, "{\"score\":99.5}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().isObject()).isTrue();
            assertThat(answer.result()).isEmpty();
            assertThat(shown(1).path("feedback").asDouble()).isEqualTo(-1);
            assertThat(shown(1).path("score").asDouble()).isEqualTo(99.5);
            assertThat(shown(1).path("metadata").asText()).isEqualTo(METADATA);
            assertThat(shown(2).has("feedback")).isFalse();
        }

        @Test
        void replaces_metadata_as_a_whole() {
            keep(SampleLogs.row(SampleLogs.full(1, "m")));

            patch(1, "{\"metadata\":{\"b\":1e2,\"a\":\"\\ud83c x\",\"c\":false}}");

            assertThat(shown(1).path("metadata").asText()).isEqualTo("{\"b\":100,\"a\":\"\ufffd x\",\"c\":false}");
            assertThat(numbers(server.get(LOGS + "?filters.key=metadata.value&filters.operator=eq&filters.value=100")))
                    .containsExactly(1);
        }

        @Test
        void clears_with_null() {
            keep(SampleLogs.row(SampleLogs.full(1, "m")));
            patch(1, "{\"feedback\":1,\"score\":7}");

            patch(1, "{\"feedback\":null,\"score\":null,\"metadata\":null}");

            assertThat(List.of("feedback", "score", "metadata"))
                    .allSatisfy(name -> assertThat(shown(1).has(name)).as(name).isFalse());
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"other\":1}"})
        void changes_nothing_when_nothing_is_sent(String json) {
            keep(SampleLogs.row(SampleLogs.full(1, "m")));

            assertThat(patch(1, json).status()).isEqualTo(200);

            assertThat(shown(1).path("metadata").asText()).isEqualTo(METADATA);
        }

        @Test
        void finds_entries_that_are_still_on_their_way_to_the_store() {
            LogEntry entry = SampleLogs.full(1, "m");
            BodyCapture none = new BodyCapture(server.onTheWay.budget(), false);
            server.onTheWay.offer(entry, new CapturedBodies(none, null, none, null));

            Server.Answer answer = patch(1, "{\"feedback\":1}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(shown(1).path("feedback").asDouble()).isEqualTo(1);
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @ValueSource(strings = {"00000000-0000-7000-8000-00000000ffff", "x"})
        void does_not_find_what_is_not_there(String id) {
            Server.Answer answer = server.send("PATCH", Server.api(LOGS + "/" + id), "{\"feedback\":1}");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7002);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '~', textBlock = """
                {"feedback":2}               ~ ["body","feedback"] Number must be less than or equal to 1
                {"feedback":-1.01}           ~ ["body","feedback"] Number must be greater than or equal to -1
                {"feedback":"1"}             ~ ["body","feedback"] Expected number, received string
                {"score":-0.1}               ~ ["body","score"] Number must be greater than or equal to 0
                {"score":101}                ~ ["body","score"] Number must be less than or equal to 100
                {"metadata":[]}              ~ ["body","metadata"] Expected object, received array
                {"metadata":{"a":null}}      ~ ["body","metadata","a"] Invalid input
                {"metadata":{"a":{}}}        ~ ["body","metadata","a"] Invalid input
                {"metadata":{"cf.a":1}}      ~ ["body","metadata","cf.a"] Names that begin with 'cf.' are reserved
                {"metadata":{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}} ~ ["body","metadata"] Object must contain at most 5 key(s)
                """, maxCharsPerColumn = 500)
        void says_what_is_wrong(String json, String message) {
            keep(SampleLogs.row(SampleLogs.full(1, "m")));

            Server.Answer answer = patch(1, json);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).containsExactly(message.trim());
            assertThat(shown(1).path("metadata").asText()).isEqualTo(METADATA);
        }

        @Test
        void bounds_names_and_values() {
            keep(SampleLogs.row(SampleLogs.full(1, "m")));
            String longValue = "x".repeat(1025);
            String value = "x".repeat(1000);
            String name = "n".repeat(257);

            assertThat(messages(patch(1, "{\"metadata\":{\"a\":\"%s\"}}".formatted(longValue))))
                    .containsExactly("[\"body\",\"metadata\",\"a\"] String must contain at most 1024 character(s)");
            assertThat(messages(patch(1, "{\"metadata\":{\"%s\":1}}".formatted(name))))
                    .containsExactly("[\"body\",\"metadata\"] Names must contain at most 256 character(s)");
            assertThat(messages(patch(
                            1,
                            "{\"metadata\":{\"a\":\"%1$s\",\"b\":\"%1$s\",\"c\":\"%1$s\",\"d\":\"%1$s\",\"e\":\"%1$s\"}}"
                                    .formatted(value))))
                    .containsExactly(
                            "[\"body\",\"metadata\"] Names and values together must contain at most 4096 character(s)");
        }

        @Test
        void says_everything_at_once() {
            assertThat(messages(patch(1, "{\"feedback\":\"good\",\"score\":1000,\"metadata\":{\"cf.x\":1}}")))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"feedback\"] Expected number, received string",
                            "[\"body\",\"score\"] Number must be less than or equal to 100",
                            "[\"body\",\"metadata\",\"cf.x\"] Names that begin with 'cf.' are reserved");
        }
    }
}
