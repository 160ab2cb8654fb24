package dev.penstock.http.management;

import static dev.penstock.http.management.SampleGateways.LEFT_OUT_WHEN_NEVER_SET;
import static dev.penstock.http.management.SampleGateways.NULLABLE;
import static dev.penstock.http.management.SampleGateways.gateway;
import static dev.penstock.http.management.SampleGateways.tree;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateGatewayTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Creating {
        @Test
        void answers_the_gateway_in_an_envelope_with_200() {
            Server.Answer answer = server.post("/gateways", gateway("main"));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("success").asBoolean()).isTrue();
            assertThat(answer.body().path("errors").isEmpty()).isTrue();
            assertThat(answer.body().path("messages").isArray()).isTrue();
            assertThat(answer.body().has("result_info")).isFalse();
            assertThat(answer.result().path("id").asText()).isEqualTo("main");
        }

        @Test
        void adds_what_the_server_knows() {
            JsonNode result = server.post("/gateways", gateway("main")).result();

            assertThat(result.path("account_id").asText()).isEqualTo(Server.ACCOUNT);
            assertThat(result.path("account_tag").asText()).isEqualTo(Server.ACCOUNT);
            assertThat(UUID.fromString(result.path("internal_id").asText())).isNotNull();
            assertThat(result.path("is_default").isBoolean()).isTrue();
            assertThat(result.path("is_default").asBoolean()).isFalse();
            assertThat(result.path("created_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
            assertThat(result.path("modified_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
        }

        @Test
        void shows_what_was_never_set_as_null_or_not_at_all() {
            JsonNode result = server.post("/gateways", gateway("main")).result();

            assertThat(NULLABLE)
                    .allSatisfy(name ->
                            assertThat(result.path(name).isNull()).as(name).isTrue());
            assertThat(LEFT_OUT_WHEN_NEVER_SET)
                    .allSatisfy(name -> assertThat(result.has(name)).as(name).isFalse());
            assertThat(result.path("workers_ai_billing_mode").asText()).isEqualTo("postpaid");
        }

        @Test
        void takes_null_limits_as_off_and_shows_them_as_zero() {
            ObjectNode sent = tree(gateway("main"));
            sent.putNull("cache_ttl").putNull("rate_limiting_limit").putNull("rate_limiting_interval");

            JsonNode result = server.post("/gateways", sent.toString()).result();

            assertThat(result.path("cache_ttl").isInt()).isTrue();
            assertThat(result.path("cache_ttl").asInt()).isZero();
            assertThat(result.path("rate_limiting_limit").asText()).isEqualTo("0");
            assertThat(result.path("rate_limiting_interval").asText()).isEqualTo("0");
        }

        @Test
        void gives_an_id_to_a_spend_rule_that_came_without() {
            ObjectNode sent = tree(gateway("main"));
            sent.set("spend_limits", tree("""
                    {"rules": [{"limit": 1, "limitType": "cost", "window": 60}]}"""));

            JsonNode limits = server.post("/gateways", sent.toString()).result().path("spend_limits");

            assertThat(limits.path("enabled").asBoolean()).isFalse();
            assertThat(limits.at("/rules/0/id").asText()).matches("[0-9a-f]{8}");
            assertThat(limits.at("/rules/0/technique").asText()).isEqualTo("sliding");
            assertThat(limits.at("/rules/0").has("metadata")).isFalse();
        }

        @Test
        void keeps_the_older_form_of_data_loss_prevention() {
            ObjectNode sent = tree(gateway("main"));
            sent.set("dlp", tree("""
                    {"enabled": true, "action": "FLAG", "profiles": ["a", "b"]}"""));

            JsonNode dlp = server.post("/gateways", sent.toString()).result().path("dlp");

            assertThat(dlp).isEqualTo(sent.path("dlp"));
        }

        @Test
        void ignores_fields_it_does_not_know() {
            ObjectNode sent = tree(gateway("main"));
            sent.put("from_the_future", "x").put("is_default", true);

            Server.Answer answer = server.post("/gateways", sent.toString());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().path("is_default").asBoolean()).isFalse();
        }

        @Test
        void reads_a_whole_number_however_it_is_written() {
            ObjectNode sent = tree(gateway("main"));
            String written = sent.toString().replace("\"cache_ttl\":0", "\"cache_ttl\":6.0e1");

            Server.Answer answer = server.post("/gateways", written);

            assertThat(answer.result().path("cache_ttl").asLong()).isEqualTo(60);
        }

        @Test
        void refuses_a_taken_id_without_asking_the_sdk_to_try_again() {
            server.post("/gateways", gateway("main"));

            Server.Answer answer = server.post("/gateways", gateway("main"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(answer.error(0).path("message").asText()).contains("already exists");
            assertThat(answer.error(0).path("path").toString()).isEqualTo("[\"body\",\"id\"]");
        }

        @Test
        void names_everything_that_is_wrong_at_once() {
            Server.Answer answer = server.post("/gateways", """
                    {"id": "Not A Name", "rate_limiting_limit": "ten", "rate_limiting_interval": -1, "collect_logs": 1,
                     "cache_invalidate_on_update": false, "retry_delay": 60001, "rate_limiting_technique": "random",
                     "spend_limits": {"rules": [{"limit": 0, "limitType": "tokens", "window": 1.5}]},
                     "dlp": {"enabled": true}, "otel": {}}""");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"id\"] Invalid",
                            "[\"body\",\"rate_limiting_limit\"] Expected number, received string",
                            "[\"body\",\"rate_limiting_interval\"] Number must be greater than or equal to 0",
                            "[\"body\",\"collect_logs\"] Expected boolean, received number",
                            "[\"body\",\"cache_ttl\"] Required",
                            "[\"body\",\"retry_delay\"] Number must be less than or equal to 60000",
                            "[\"body\",\"rate_limiting_technique\"] Invalid enum value."
                                    + " Expected 'fixed' | 'sliding', received 'random'",
                            "[\"body\",\"spend_limits\",\"rules\",\"0\",\"limit\"] Number must be greater than 0",
                            "[\"body\",\"spend_limits\",\"rules\",\"0\",\"limitType\"] Invalid enum value."
                                    + " Expected 'cost', received 'tokens'",
                            "[\"body\",\"spend_limits\",\"rules\",\"0\",\"window\"] Expected integer, received float",
                            "[\"body\",\"dlp\",\"action\"] Required",
                            "[\"body\",\"dlp\",\"profiles\"] Required",
                            "[\"body\",\"otel\"] Expected array, received object");
        }

        @Test
        void names_what_only_the_domain_sees_beside_what_the_document_sees() {
            ObjectNode sent = tree(gateway("main"));
            sent.put("cache_ttl", -1);
            sent.set(
                    "otel",
                    tree("{\"x\": [{\"url\": \"ftp://files.invalid\", \"headers\": {}}]}")
                            .path("x"));

            Server.Answer answer = server.post("/gateways", sent.toString());

            assertThat(messages(answer))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"cache_ttl\"] Number must be greater than or equal to 0",
                            "[\"body\",\"otel\",\"0\",\"url\"] Invalid url");
        }

        @Test
        void names_a_wrong_part_of_the_path_beside_a_wrong_body() {
            Server.Answer answer = server.send("POST", "/accounts/bad%20account/ai-gateway/gateways", "{}");

            assertThat(messages(answer))
                    .contains("[\"params\",\"account_id\"] Invalid", "[\"body\",\"id\"] Required")
                    .hasSize(7);
        }

        @Test
        void changes_nothing_when_the_input_is_wrong() {
            server.post("/gateways", "{\"id\": \"main\"}");

            Server.Answer answer = server.get("/gateways/main");

            assertThat(answer.status()).isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "A", "a--b", "-a", "a-", "a b", "a/b"})
        void refuses_what_is_no_gateway_id(String id) {
            Server.Answer answer = server.post("/gateways", gateway(id));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("path").toString()).isEqualTo("[\"body\",\"id\"]");
        }

        @Test
        void refuses_a_longer_id_than_64() {
            Server.Answer answer = server.post("/gateways", gateway("a".repeat(65)));

            assertThat(messages(answer))
                    .containsExactly("[\"body\",\"id\"] String must contain at most 64 character(s)");
        }
    }
}
