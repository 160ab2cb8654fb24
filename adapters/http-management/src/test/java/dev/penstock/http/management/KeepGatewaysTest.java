package dev.penstock.http.management;

import static dev.penstock.http.management.SampleGateways.NULLABLE;
import static dev.penstock.http.management.SampleGateways.OPTIONAL;
import static dev.penstock.http.management.SampleGateways.REQUIRED;
import static dev.penstock.http.management.SampleGateways.everySetting;
import static dev.penstock.http.management.SampleGateways.gateway;
import static dev.penstock.http.management.SampleGateways.tree;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeepGatewaysTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Showing {
        @Test
        void gives_back_every_setting_that_was_sent() {
            ObjectNode sent = everySetting("main");
            server.post("/gateways", sent.toString());

            JsonNode result = server.get("/gateways/main").result();

            sent.properties()
                    .forEach(member -> assertThat(result.path(member.getKey()))
                            .as(member.getKey())
                            .isEqualTo(member.getValue()));
        }

        @Test
        void marks_the_default_gateway() {
            server.post("/gateways", gateway("default"));

            assertThat(server.get("/gateways/default")
                            .result()
                            .path("is_default")
                            .asBoolean())
                    .isTrue();
        }

        @Test
        void does_not_find_the_gateway_of_another_account() {
            server.post("/gateways", gateway("main"));

            Server.Answer answer = server.send("GET", "/client/v4/accounts/other/ai-gateway/gateways/main", null);

            assertThat(answer.status()).isEqualTo(404);
        }

        @Test
        void works_at_the_bare_root_too() {
            server.post("/gateways", gateway("main"));

            Server.Answer answer =
                    server.send("GET", "/accounts/" + Server.ACCOUNT + "/ai-gateway/gateways/main", null);

            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        void decodes_a_part_of_the_path_once() {
            server.post("/gateways", gateway("main"));

            assertThat(server.get("/gateways/m%61in").status()).isEqualTo(200);
            assertThat(server.get("/gateways/m%2561in").status()).isEqualTo(400);
        }

        @Test
        void refuses_a_name_that_no_gateway_can_have() {
            Server.Answer answer = server.get("/gateways/No%20Name");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).containsExactly("[\"params\",\"id\"] Invalid");
            assertThat(answer.body().path("result").isNull()).isTrue();
        }

        @Test
        void keeps_the_internal_id_over_changes() {
            String first = server.post("/gateways", gateway("main"))
                    .result()
                    .path("internal_id")
                    .asText();
            server.put("/gateways/main", everySetting("main").toString());

            assertThat(server.get("/gateways/main").result().path("internal_id").asText())
                    .isEqualTo(first);
        }
    }

    @Nested
    class Replacing {
        @Test
        void keeps_what_is_left_out() {
            ObjectNode before = everySetting("main");
            server.post("/gateways", before.toString());

            JsonNode result = server.put("/gateways/main", "{" + REQUIRED + "}").result();

            tree(OPTIONAL)
                    .properties()
                    .forEach(member -> assertThat(result.path(member.getKey()))
                            .as(member.getKey())
                            .isEqualTo(member.getValue()));
            assertThat(result.path("collect_logs").asBoolean()).isTrue();
            assertThat(result.path("cache_ttl").asInt()).isZero();
        }

        @Test
        void clears_what_is_null() {
            server.post("/gateways", everySetting("main").toString());
            ObjectNode nothing = tree("{" + REQUIRED + "}");
            NULLABLE.forEach(nothing::putNull);
            nothing.putNull("dlp");

            JsonNode result = server.put("/gateways/main", nothing.toString()).result();

            assertThat(NULLABLE)
                    .allSatisfy(name ->
                            assertThat(result.path(name).isNull()).as(name).isTrue());
            assertThat(result.has("dlp")).isFalse();
        }

        @Test
        void needs_the_five_settings_and_no_id() {
            server.post("/gateways", gateway("main"));

            Server.Answer answer = server.put("/gateways/main", "{}");

            assertThat(messages(answer))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"rate_limiting_limit\"] Required",
                            "[\"body\",\"rate_limiting_interval\"] Required",
                            "[\"body\",\"collect_logs\"] Required",
                            "[\"body\",\"cache_ttl\"] Required",
                            "[\"body\",\"cache_invalidate_on_update\"] Required");
        }

        @Test
        void moves_the_time_of_modification_only() {
            server.post("/gateways", gateway("main"));
            server.now.set(Server.NOW.plusMillis(1234));

            JsonNode result = server.put("/gateways/main", "{" + REQUIRED + "}").result();

            assertThat(result.path("created_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
            assertThat(result.path("modified_at").asText()).isEqualTo("2026-11-21T08:30:01.234Z");
        }

        @Test
        void does_not_find_what_is_not_there() {
            Server.Answer answer = server.put("/gateways/nobody", "{" + REQUIRED + "}");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7002);
        }
    }

    @Nested
    class Removing {
        @Test
        void answers_what_was_removed() {
            server.post("/gateways", gateway("main"));

            Server.Answer answer = server.delete("/gateways/main");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().path("id").asText()).isEqualTo("main");
            assertThat(server.get("/gateways/main").status()).isEqualTo(404);
        }

        @Test
        void removes_once() {
            server.post("/gateways", gateway("main"));
            server.delete("/gateways/main");

            assertThat(server.delete("/gateways/main").status()).isEqualTo(404);
        }
    }
}
