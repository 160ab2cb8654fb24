package dev.penstock.http.management;

import static dev.penstock.http.management.SampleRoutes.route;
import static dev.penstock.http.management.SampleRoutes.version;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.port.SpendLedger.Reservation;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.limit.Window;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.spend.Admission;
import dev.penstock.domain.spend.BucketKey;
import dev.penstock.domain.spend.SpendClaim;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExplainRoutesTest {
    private static final String ALL = "/gateways/main/routes";

    private final Server server = new Server();
    private String id = "";

    @BeforeEach
    void make_a_route() {
        server.post("/gateways", SampleGateways.gateway("main"));
        id = server.post(ALL, route("r", SampleRoutes.ELEMENTS))
                .result()
                .path("id")
                .asText();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Server.Answer ask(String question) {
        return server.post(ALL + "/" + id + "/explain", question);
    }

    private JsonNode explained(String question) {
        Server.Answer answer = ask(question);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.result();
    }

    private static List<String> way(JsonNode explanation) {
        return explanation.path("path").findValuesAsText("element").stream()
                .distinct()
                .toList();
    }

    private static JsonNode passage(JsonNode explanation, String element) {
        for (JsonNode passage : explanation.path("path")) {
            if (passage.path("element").asText().equals(element)) {
                return passage;
            }
        }
        throw new AssertionError(element + " is not on the way: " + explanation);
    }

    private void assertShown(JsonNode shown, String json) {
        assertThat(shown.toString()).isEqualTo(SampleGateways.tree(json).toString());
    }

    @Nested
    class A_way {
        @Test
        void tells_of_a_condition_which_parts_held_and_what_they_found() {
            JsonNode explanation = explained("""
                    {"metadata": {"plan": "free", "team": "vip"}, "body": {"n": [1, 2]}}""");

            JsonNode passage = passage(explanation, "is_paid");
            assertThat(passage.path("output").asText()).isEqualTo("true");
            assertThat(passage.at("/looked_at/metadata.plan").asText()).isEqualTo("free");
            assertShown(passage.path("condition"), """
                    {"operator": "$or", "held": true, "parts": [
                     {"operator": "$eq", "field": "metadata.plan", "operand": "paid", "value": "free", "held": false},
                     {"operator": "$in", "field": "metadata.team", "operand": ["sales", "vip", 1.5, null, true],
                      "value": "vip", "held": true},
                     {"operator": "$and", "held": false, "parts": [
                      {"operator": "$gt", "field": "body.n", "operand": 5, "value": {"type": "array"}, "held": false},
                      {"operator": "$lt", "field": "body.n", "operand": 1000000, "value": {"type": "array"}, "held": false}]}]}""");
        }

        @Test
        void tells_of_chance_which_number_fell_where() {
            JsonNode passage = passage(explained("{\"chance\": 59.5}"), "split");

            assertShown(passage, """
                    {"element": "split", "type": "percentage", "output": "60%",
                     "drawn": {"number": 59.5, "sticky": false},
                     "key": "metadata.user_id",
                     "shares": [{"output": "60%", "percent": 60, "element": "small"},
                      {"output": "10% (b)", "percent": 10, "element": "big"},
                      {"output": "else", "percent": 30, "element": "end"}]}""".replace("\"drawn\": {\"number\": 59.5, \"sticky\": false}", drawn(passage)));
        }

        @Test
        void tells_where_a_field_decided_in_place_of_chance() {
            String question = "{\"metadata\": {\"user_id\": \"u1\"}, \"chance\": %d}";

            JsonNode passage = passage(explained(question.formatted(0)), "split");

            assertThat(passage.at("/drawn/sticky").asBoolean()).isTrue();
            assertThat(passage(explained(question.formatted(99)), "split")).isEqualTo(passage);
        }

        /** The members of this object come in no order. */
        private static String drawn(JsonNode passage) {
            assertThat(passage.at("/drawn/number").asDouble()).isEqualTo(59.5);
            assertThat(passage.at("/drawn/sticky").asBoolean(true)).isFalse();
            return "\"drawn\": " + passage.path("drawn");
        }

        @Test
        void tells_of_a_budget_what_is_spent_and_reserved() {
            Duration day = Duration.ofDays(1);
            SpendClaim claim = new SpendClaim(
                    BucketKey.ofElement(new RouteId(UUID.fromString(id)), new ElementId("budget"), day, "u1"),
                    new BigDecimal("5.25"),
                    new Window(day, Technique.FIXED));
            reserve(claim, "2.50").settle(Cost.of("2.50"), Server.NOW);
            reserve(claim, "1");

            JsonNode passage =
                    passage(explained("{\"metadata\": {\"plan\": \"paid\", \"user_id\": \"u1\"}}"), "budget");

            assertShown(passage, """
                    {"element": "budget", "type": "rate", "output": "success", "outcome": "there is room",
                     "limit": {"limit_type": "cost", "limit": 5.25, "window": 86400, "technique": "fixed",
                      "key": "metadata.user_id", "value": "u1", "used": 2.5, "reserved": 1, "room": true}}""");
        }

        private Reservation reserve(SpendClaim claim, String usd) {
            GatewayAddress gateway = new GatewayAddress(new AccountId(Server.ACCOUNT), new GatewayId("main"));
            return ((Admission.Admitted<Reservation>) server.ledger
                            .reserve(gateway, List.of(claim), Cost.of(usd), Server.NOW)
                            .toCompletableFuture()
                            .join())
                    .reservation();
        }

        @Test
        void tells_of_models_what_was_assumed_and_how_it_ends() {
            JsonNode explanation = explained("""
                    {"metadata": {"plan": "paid"}, "failing": ["big"]}""");

            assertShown(passage(explanation, "big"), """
                    {"element": "big", "type": "model", "output": "fallback", "outcome": "assumed to fail",
                     "model": {"provider": "openai", "model": "gpt-5", "timeout": 60000, "retries": 2}}""");
            assertShown(explanation.path("ending"), """
                    {"outcome": "answer", "reason": "end", "message": "The caller gets what this model answers.",
                     "answer": {"element": "small", "provider": "custom-ours", "model": "m"},
                     "failed": {"element": "big", "provider": "openai", "model": "gpt-5"}}""");
        }

        @Test
        void may_end_without_an_answer() {
            JsonNode failed = explained("{\"metadata\": {\"plan\": \"paid\"}, \"failing\": [\"big\", \"small\"]}");
            JsonNode none = explained("{\"chance\": 99}");

            assertThat(failed.at("/ending/outcome").asText()).isEqualTo("error");
            assertThat(failed.at("/ending/failed/element").asText()).isEqualTo("small");
            assertThat(none.at("/ending/message").asText()).isEqualTo("No model is asked.");
            assertThat(none.path("ending").has("failed")).isFalse();
        }

        @Test
        void tells_which_route_and_version_it_leads_through() {
            JsonNode other = server.post(ALL + "/" + id + "/versions", version(SampleRoutes.PLAIN))
                    .result();

            JsonNode explanation =
                    explained("{\"version_id\": \"" + other.path("version_id").asText() + "\"}");

            assertThat(way(explanation)).containsExactly("s", "e");
            assertThat(explanation.path("id").asText()).isEqualTo(id);
            assertThat(explanation.path("version_id")).isEqualTo(other.path("version_id"));
            assertThat(explanation.path("active").asBoolean(true)).isFalse();
            assertThat(explained("{}").path("active").asBoolean()).isTrue();
        }

        @Test
        void shows_only_so_much_of_what_was_found() {
            JsonNode explanation = explained(
                    "{\"metadata\": {\"plan\": \"paid\", \"user_id\": \"" + "x".repeat(1000) + "\", \"team\": 1e300}}");

            assertThat(passage(explanation, "budget").at("/limit/value").asText())
                    .hasSize(256)
                    .endsWith("…");
            assertThat(passage(explanation, "is_paid")
                            .at("/looked_at/metadata.team")
                            .isNumber())
                    .isFalse();
        }
    }

    @Nested
    class A_question {
        @Test
        void is_told_everything_that_is_wrong_with_it() {
            assertThat(messages(ask("""
                    {"metadata": {"a": {}, "b": null, "cf.x": 1}, "headers": {"x": 1}, "failing": [1, ""], "chance": 101,
                     "version_id": 5}""")))
                    .contains(
                            "[\"body\",\"chance\"] Number must be less than or equal to 100",
                            "[\"body\",\"failing\",\"0\"] Expected string, received number",
                            "[\"body\",\"headers\",\"x\"] Expected string, received number",
                            "[\"body\",\"version_id\"] Expected string, received number");
            assertThat(messages(ask("{\"metadata\": {\"cf.x\": 1}}")))
                    .containsExactly("[\"body\",\"metadata\",\"cf.x\"] Names that begin with 'cf.' are reserved");
            assertThat(messages(ask("{\"metadata\": {\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1}}")))
                    .containsExactly("[\"body\",\"metadata\"] Object must contain at most 5 key(s)");
            assertThat(messages(ask("{\"failing\": [\"big\", \"budget\"]}")))
                    .containsExactly(
                            "[\"body\",\"failing\",\"1\"] No model element of this version has the id 'budget'");
        }

        @Test
        void about_an_unsound_version_hears_why() {
            JsonNode unsound = server.post(ALL + "/" + id + "/versions", version(SampleRoutes.UNSOUND))
                    .result();

            Server.Answer answer =
                    ask("{\"version_id\": \"" + unsound.path("version_id").asText() + "\"}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer))
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("[\"body\",\"version_id\",\"elements\""));
        }

        @Test
        void about_what_is_not_there_finds_nothing() {
            assertThat(ask("{\"version_id\": \"nonsense\"}").status()).isEqualTo(404);
            assertThat(ask("{\"version_id\": \"" + new UUID(1, 1) + "\"}").status())
                    .isEqualTo(404);
            assertThat(server.post(ALL + "/nonsense/explain", "{}").status()).isEqualTo(404);
            assertThat(server.post("/gateways/other/routes/" + id + "/explain", "{}")
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void holds_no_numbers_that_nobody_can_write_out() {
            assertThat(messages(ask("{\"body\": {\"n\": 1e999999999}}")))
                    .containsExactly("[\"body\",\"body\",\"n\"] Number must be finite");
        }
    }
}
