package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.ElementType;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.FieldPath;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.Passage.Why;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.RouteName;
import dev.penstock.domain.route.Trail;
import dev.penstock.domain.route.VersionId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    class Showing_the_way_through_a_route {
        private static final RouteId ROUTE = new RouteId(new UUID(1, 2));
        private static final VersionId VERSION = new VersionId(new UUID(3, 4));

        private void keep(Passage... passages) {
            Trail trail = new Trail(ROUTE, new RouteName("support"), VERSION, List.of(passages));
            ShowLogsTest.this.keep(SampleLogs.row(SampleLogs.full(1, "m").withTrail(trail)));
        }

        private static Passage passage(ElementType type, String output, Why why) {
            return new Passage(new ElementId("e1"), type, output, why);
        }

        private JsonNode route() {
            return server.get(log(1)).result().path("route");
        }

        private JsonNode path() {
            return route().path("path");
        }

        private static JsonNode json(String text) throws JsonProcessingException {
            return new ObjectMapper().readTree(text);
        }

        @Test
        void names_the_route_and_the_version_that_served() {
            keep(passage(ElementType.START, "next", new Why.Nothing()));

            JsonNode route = route();

            assertThat(route.path("id").asText()).isEqualTo(ROUTE.toString());
            assertThat(route.path("name").asText()).isEqualTo("support");
            assertThat(route.path("version_id").asText()).isEqualTo(VERSION.toString());
        }

        @Test
        void says_of_each_element_why_it_was_left_by_this_arrow() throws JsonProcessingException {
            keep(
                    passage(ElementType.START, "next", new Why.Nothing()),
                    passage(
                            ElementType.CONDITIONAL,
                            "true",
                            new Why.Looked(Map.of(new FieldPath.InMetadata("plan"), Facts.Found.of("paid")))),
                    passage(ElementType.PERCENTAGE, "else", new Why.Drew(62.5, true)),
                    passage(ElementType.MODEL, "fallback", new Why.Heard("status 500")),
                    passage(ElementType.END, "", new Why.Nothing()));

            assertThat(path()).isEqualTo(json("""
                    [{"element": "e1", "type": "start", "output": "next"},
                     {"element": "e1", "type": "conditional", "output": "true", "looked_at": {"metadata.plan": "paid"}},
                     {"element": "e1", "type": "percentage", "output": "else", "drawn": {"number": 62.5, "sticky": true}},
                     {"element": "e1", "type": "model", "output": "fallback", "outcome": "status 500"},
                     {"element": "e1", "type": "end"}]"""));
        }

        @Test
        void shows_every_value_as_what_it_is() throws JsonProcessingException {
            Map<FieldPath, Facts.Found> values = new LinkedHashMap<>();
            values.put(new FieldPath.InBody(List.of("a", "0", "b")), Facts.Found.of(true));
            values.put(new FieldPath.InBody(List.of("n")), Facts.Found.of(new BigDecimal("5")));
            values.put(new FieldPath.InHeaders("x-team"), Facts.Found.of(null));
            values.put(new FieldPath.InMetadata("gone"), Facts.Found.NOTHING);
            values.put(new FieldPath.InBody(List.of("messages")), Facts.Found.of(List.of("secret")));
            values.put(new FieldPath.InBody(List.of("user")), Facts.Found.of(Map.of("name", "secret")));
            values.put(
                    new FieldPath.Anywhere(new FieldPath.InMetadata("tier"), new FieldPath.InBody(List.of("tier"))),
                    Facts.Found.of("x".repeat(300)));
            keep(passage(ElementType.CONDITIONAL, "false", new Why.Looked(values)));

            JsonNode looked = path().path(0).path("looked_at");

            assertThat(looked).isEqualTo(json("""
                    {"body.a.0.b": true, "body.n": 5, "headers.x-team": null, "metadata.gone": {"type": "nothing"},
                     "body.messages": {"type": "array"}, "body.user": {"type": "object"}, "tier": "%s"}""".formatted("x".repeat(255) + "…")));
        }

        @Test
        void replaces_halves_of_characters() throws JsonProcessingException {
            keep(
                    passage(ElementType.START, "next", new Why.Nothing()),
                    passage(
                            ElementType.CONDITIONAL,
                            "half \ud800",
                            new Why.Looked(Map.of(new FieldPath.InMetadata("half \ud800"), Facts.Found.NOTHING))));

            assertThat(path().path(1)).isEqualTo(json("""
                    {"element": "e1", "type": "conditional", "output": "half �",
                     "looked_at": {"metadata.half �": {"type": "nothing"}}}"""));
        }

        @Test
        void is_left_out_where_there_was_none_and_in_lists() {
            ShowLogsTest.this.keep(SampleLogs.row(SampleLogs.full(2, "m")));
            keep(passage(ElementType.START, "next", new Why.Nothing()));

            assertThat(server.get(log(2)).result().has("route")).isFalse();
            assertThat(server.get(LOGS).result()).hasSize(2).noneMatch(log -> log.has("route"));
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
