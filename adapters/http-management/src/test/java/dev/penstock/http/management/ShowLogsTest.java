package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.log.LogPayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShowLogsTest extends LogsOverHttp {
    @Nested
    class Showing_one {
        @Test
        void adds_the_heads_and_sizes_of_its_bodies() {
            keep(SampleLogs.row(SampleLogs.full(1, "m"), SampleLogs.part("{\"a\":\"ü\"}"), SampleLogs.part("data: 1")));

            JsonNode log = server.get(log(1)).result();

            assertThat(log.path("id").asText()).endsWith("1");
            assertThat(log.path("request_head").asText()).isEqualTo("{\"a\":\"ü\"}");
            assertThat(log.path("request_head_complete").asBoolean()).isTrue();
            assertThat(log.path("request_size").asInt()).isEqualTo(12);
            assertThat(log.path("response_head").asText()).isEqualTo("data: 1");
            assertThat(log.path("response_size").asInt()).isEqualTo(34);
        }

        @Test
        void leaves_heads_out_when_no_body_was_kept() {
            keep(SampleLogs.row(SampleLogs.full(1, "m")));

            JsonNode log = server.get(log(1)).result();

            assertThat(log.has("request_head")).isFalse();
            assertThat(log.has("response_head_complete")).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"ü, 2", "€, 3", "😀, 4"})
        void does_not_cut_a_character_in_two(String character, int bytes) {
            for (int inside = 1; inside < bytes; inside++) {
                String start = "a".repeat(LogPayload.HEAD_BYTES - inside);
                keep(SampleLogs.row(SampleLogs.full(inside, "m"), SampleLogs.part(start + character + "b"), null));

                JsonNode log = server.get(log(inside)).result();

                assertThat(log.path("request_head").asText()).isEqualTo(start);
                assertThat(log.path("request_head_complete").asBoolean(true)).isFalse();
            }
        }

        @Test
        void keeps_a_character_that_ends_where_the_head_does() {
            String head = "a".repeat(LogPayload.HEAD_BYTES - 4) + "😀";
            keep(SampleLogs.row(SampleLogs.full(1, "m"), SampleLogs.part(head), SampleLogs.part(head + "b")));

            JsonNode log = server.get(log(1)).result();

            assertThat(log.path("request_head").asText()).isEqualTo(head);
            assertThat(log.path("request_head_complete").asBoolean()).isTrue();
            assertThat(log.path("response_head").asText()).isEqualTo(head);
            assertThat(log.path("response_head_complete").asBoolean(true)).isFalse();
        }

        @Test
        void says_that_a_cut_body_is_cut() {
            keep(SampleLogs.row(
                    SampleLogs.full(1, "m"), SampleLogs.part("abc".getBytes(StandardCharsets.UTF_8), false), null));

            assertThat(server.get(log(1)).result().path("request_head_complete").asBoolean(true))
                    .isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"00000000-0000-7000-8000-00000000ffff", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "x"})
        void does_not_find_what_is_not_there(String id) {
            Server.Answer answer = server.get(LOGS + "/" + id);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7002);
        }
    }

    @Nested
    class Handing_out_a_body {
        @Test
        void gives_the_bytes_in_the_type_they_came_with() {
            keep(SampleLogs.row(
                    SampleLogs.full(1, "m"), SampleLogs.part("{\"a\":  1}"), SampleLogs.part("data: 1\n\n")));

            Server.Answer request = server.get(log(1) + "/request");
            Server.Answer response = server.get(log(1) + "/response");

            assertThat(new String(request.http().body(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"a\":  1}");
            assertThat(request.header("content-type")).isEqualTo("application/json");
            assertThat(new String(response.http().body(), StandardCharsets.UTF_8))
                    .isEqualTo("data: 1\n\n");
            assertThat(response.header("content-type")).isEqualTo("text/event-stream");
            assertThat(response.header("x-content-type-options")).isEqualTo("nosniff");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {"a": [1, "b"]} | application/json
                {"a": [1,       | application/octet-stream
                a=b             | application/octet-stream
                """)
        void guesses_the_type_when_none_is_known(String body, String type) {
            keep(SampleLogs.row(SampleLogs.bare(1), SampleLogs.part(body), null));

            assertThat(server.get(log(1) + "/request").header("content-type")).isEqualTo(type);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/request", "/response"})
        void does_not_find_one_that_was_not_kept_whole(String side) {
            keep(SampleLogs.row(SampleLogs.full(1, "m"), SampleLogs.part(new byte[3], false), null));

            Server.Answer answer = server.get(log(1) + side);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7002);
        }
    }
}
