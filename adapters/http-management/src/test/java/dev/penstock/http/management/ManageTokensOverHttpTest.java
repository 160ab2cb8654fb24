package dev.penstock.http.management;

import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.application.port.SampleTokens;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Authority;
import dev.penstock.domain.account.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManageTokensOverHttpTest {
    private static final AccountId HERE = new AccountId(Server.ACCOUNT);
    private static final String TOKENS = "/client/v4/accounts/" + Server.ACCOUNT + "/tokens";
    private static final String FOR_ALL = "/client/v4/user/tokens";
    private static final String LIST = Server.api("/gateways");

    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    private static String named(String name, String account, String more, String... groups) {
        String list = String.join(
                ",",
                List.of(groups).stream()
                        .map("{\"name\":\"AI Gateway %s\"}"::formatted)
                        .toList());
        return """
                {"name":"%s","policies":[{"effect":"allow","permission_groups":[%s],\
                "resources":{"com.cloudflare.api.account.%s":"*"}}]%s}""".formatted(name, list, account, more);
    }

    private static String json(String more, String... groups) {
        return named("ci", Server.ACCOUNT, more, groups);
    }

    private JsonNode create(String more, String... groups) {
        Server.Answer answer = server.send("POST", TOKENS, json(more, groups));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.result();
    }

    private int statusAs(String token) {
        return server.sendAs(token, "GET", LIST, null).status();
    }

    private static String text(JsonNode token) {
        return token.path("value").asText();
    }

    private static String one(JsonNode token) {
        return TOKENS + "/" + token.path("id").asText();
    }

    @Nested
    class Creating {
        @Test
        void answers_the_token_with_its_text_once() {
            JsonNode made = create(",\"expires_on\":\"2026-12-01T00:00:00+01:00\"", "Read", "Run");

            assertThat(text(made)).matches("pst_[0-9a-f]{48}");
            assertThat(made.path("id").asText()).matches("[0-9a-f]{32}");
            assertThat(made.path("name").asText()).isEqualTo("ci");
            assertThat(made.path("status").asText()).isEqualTo("active");
            assertThat(made.path("issued_on").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
            assertThat(made.path("expires_on").asText()).isEqualTo("2026-11-30T23:00:00.000Z");
            assertThat(made.has("not_before")).isFalse();
            assertThat(made.at("/policies/0/effect").asText()).isEqualTo("allow");
            assertThat(made.at("/policies/0/permission_groups").findValuesAsText("name"))
                    .containsExactly("AI Gateway Read", "AI Gateway Run");
            assertThat(made.at("/policies/0/resources/com.cloudflare.api.account." + Server.ACCOUNT)
                            .asText())
                    .isEqualTo("*");
            assertThat(server.send("GET", one(made), null).result().has("value"))
                    .isFalse();
            assertThat(server.send("GET", TOKENS, null).body().toString())
                    .doesNotContain(text(made), "hash")
                    .contains("\"total_count\":1");
            assertThat(statusAs(text(made))).isEqualTo(200);
        }

        @Test
        void takes_groups_by_their_ids() {
            JsonNode groups =
                    server.send("GET", TOKENS + "/permission_groups", null).result();
            String body = json("", "Read")
                    .replace(
                            "\"name\":\"AI Gateway Read\"",
                            "\"id\":" + groups.get(1).path("id") + ",\"name\":\"whatever\"");

            JsonNode made = server.send("POST", TOKENS, body).result();

            assertThat(made.at("/policies/0/permission_groups/0/name").asText()).isEqualTo("AI Gateway Write");
        }

        @Test
        void says_all_that_is_wrong_at_once() {
            String body = """
                    {"name":"","expires_on":"yesterday","not_before":5,"condition":{"request_ip":{"in":["10.0.0.0/8"]}},"policies":[
                    {"effect":"deny","permission_groups":[],"resources":{}}]}""";

            assertThat(messages(server.send("POST", TOKENS, body)))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"name\"] String must contain at least 1 character(s)",
                            "[\"body\",\"expires_on\"] Invalid datetime",
                            "[\"body\",\"not_before\"] Expected string, received number",
                            "[\"body\",\"policies\",\"0\",\"effect\"] Invalid enum value. Expected 'allow', received 'deny'",
                            "[\"body\",\"condition\"] Conditions are not supported: nothing would check them");
            assertThat(messages(server.send("POST", TOKENS, "{}")))
                    .containsExactlyInAnyOrder("[\"body\",\"name\"] Required", "[\"body\",\"policies\"] Required");
            assertThat(server.send("GET", TOKENS, null).result()).isEmpty();
        }

        @Test
        void says_what_is_wrong_with_policies() {
            String body = """
                    {"name":"ci","policies":[{"effect":"allow","permission_groups":[{"name":"DNS Write"},{"id":"x"},{}],
                    "resources":{"com.cloudflare.api.account.other":"*"}},{"effect":"allow","permission_groups":[],"resources":{}}]}""";

            assertThat(messages(server.send("POST", TOKENS, body)))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"policies\",\"0\",\"permission_groups\",\"0\",\"name\"] There is no such permission group",
                            "[\"body\",\"policies\",\"0\",\"permission_groups\",\"1\",\"id\"] There is no such permission group",
                            "[\"body\",\"policies\",\"0\",\"permission_groups\",\"2\",\"name\"] There is no such permission group",
                            "[\"body\",\"policies\",\"0\",\"resources\",\"com.cloudflare.api.account.other\"] Must be 'com.cloudflare.api.account."
                                    + Server.ACCOUNT + "'",
                            "[\"body\",\"policies\",\"1\",\"resources\"] Must name 'com.cloudflare.api.account."
                                    + Server.ACCOUNT + "'");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    ",\"expires_on\":\"2026-11-21T08:30:00Z\"",
                    ",\"expires_on\":\"2016-12-31T23:59:60Z\"",
                    ",\"expires_on\":\"2026-12-02T00:00:00Z\",\"not_before\":\"2026-12-02T00:00:00Z\""
                })
        void refuses_ends_that_make_no_sense(String times) {
            Server.Answer answer = server.send("POST", TOKENS, json(times, "Run"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("path").toString()).isEqualTo("[\"body\",\"expires_on\"]");
        }

        @Test
        void gives_away_no_more_than_the_caller_has() {
            server.admit(SampleTokens.with(
                    "writer",
                    new Authority(HERE, Set.of(Permission.WRITE), null, Server.NOW.plus(Duration.ofDays(1)))));
            String soon = ",\"expires_on\":\"2026-11-22T08:30:00Z\"";

            assertThat(server.sendAs("writer", "POST", TOKENS, json(soon, "Read"))
                            .status())
                    .isEqualTo(200);
            assertThat(messages(server.sendAs("writer", "POST", TOKENS, json("", "Run"))))
                    .containsExactly(
                            "[\"body\",\"policies\"] A token cannot give 'AI Gateway Run' away, which it does not have",
                            "[\"body\",\"expires_on\"] Must not be later than 2026-11-22T08:30:00Z, when the token that asks for it expires");
        }
    }

    @Nested
    class Changing {
        @Test
        void holds_for_the_next_request() {
            JsonNode made = create("", "Read");

            server.send("PUT", one(made), json(",\"status\":\"disabled\"", "Read"));
            assertThat(statusAs(text(made))).isEqualTo(403);
            server.send("PUT", one(made), json(",\"status\":\"active\"", "Read"));
            assertThat(statusAs(text(made))).isEqualTo(200);
            server.send("PUT", one(made), json("", "Run"));
            assertThat(statusAs(text(made))).isEqualTo(403);
        }

        @Test
        void takes_back_what_was_shown() {
            JsonNode made = create(",\"expires_on\":\"2026-11-21T08:31:00Z\"", "Read");
            server.now.set(Server.NOW.plus(Duration.ofHours(1)));
            JsonNode shown = server.send("GET", one(made), null).result();
            assertThat(shown.path("status").asText()).isEqualTo("expired");

            Server.Answer answer = server.send("PUT", one(made), shown.toString());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().path("status").asText()).isEqualTo("expired");
        }

        @Test
        void rolls_the_text() {
            JsonNode made = create("", "Read");

            String next =
                    server.send("PUT", one(made) + "/value", null).result().asText();

            assertThat(next).matches("pst_[0-9a-f]{48}").isNotEqualTo(text(made));
            assertThat(statusAs(next)).isEqualTo(200);
            assertThat(statusAs(text(made))).isEqualTo(403);
        }

        @Test
        void gains_nobody_more_than_they_have() {
            JsonNode strong = create("", "Write", "Run");
            server.admit(SampleTokens.of(HERE, "writer", Permission.WRITE));

            assertThat(server.sendAs("writer", "PUT", one(strong) + "/value", null)
                            .status())
                    .isEqualTo(403);
            assertThat(server.sendAs("writer", "PUT", one(strong), json("", "Write"))
                            .status())
                    .isEqualTo(403);
            assertThat(statusAs(text(strong))).isEqualTo(200);
        }
    }

    @Nested
    class Revoking {
        @Test
        void holds_for_the_next_request() {
            JsonNode made = create("", "Read");
            assertThat(statusAs(text(made))).isEqualTo(200);

            Server.Answer answer = server.send("DELETE", one(made), null);

            assertThat(answer.result().toString()).isEqualTo("{\"id\":" + made.path("id") + "}");
            assertThat(statusAs(text(made))).isEqualTo(403);
            assertThat(server.send("DELETE", one(made), null).status()).isEqualTo(404);
        }

        @Test
        void finds_no_token_of_elsewhere() {
            JsonNode made = create("", "Read");
            JsonNode forAll =
                    server.send("POST", FOR_ALL, named("all", "*", "", "Read")).result();

            for (String path : List.of(
                    "/accounts/other/tokens/" + made.path("id").asText(),
                    FOR_ALL + "/" + made.path("id").asText(),
                    TOKENS + "/" + forAll.path("id").asText(),
                    TOKENS + "/nobody")) {
                assertThat(server.send("GET", path, null).status()).as(path).isEqualTo(404);
                assertThat(server.send("DELETE", path, null).status()).as(path).isEqualTo(404);
            }
            assertThat(statusAs(text(made))).isEqualTo(200);
        }
    }

    @Nested
    class For_all_accounts {
        @Test
        void makes_lists_and_revokes_tokens_that_reach_everywhere() {
            JsonNode made =
                    server.send("POST", FOR_ALL, named("all", "*", "", "Read")).result();

            assertThat(server.sendAs(text(made), "GET", "/accounts/anywhere/ai-gateway/gateways", null)
                            .status())
                    .isEqualTo(200);
            assertThat(server.send("GET", FOR_ALL, null).result())
                    .extracting(token -> token.path("name").asText())
                    .containsExactlyInAnyOrder("token pst_valid", "all");
            server.send("DELETE", FOR_ALL + "/" + made.path("id").asText(), null);
            assertThat(statusAs(text(made))).isEqualTo(403);
        }

        @Test
        void names_no_single_account() {
            assertThat(server.send("POST", FOR_ALL, json("", "Read")).status()).isEqualTo(400);
            assertThat(server.send("POST", TOKENS, named("all", "*", "", "Read"))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    class Verifying {
        @ParameterizedTest
        @ValueSource(strings = {TOKENS + "/verify", FOR_ALL + "/verify", "/user/tokens/verify"})
        void says_that_the_token_is_good_whatever_it_allows(String path) {
            JsonNode made = create(",\"expires_on\":\"2026-12-01T00:00:00Z\"", "Run");

            Server.Answer answer = server.sendAs(text(made), "GET", path, null);

            assertThat(answer.result().toString())
                    .isEqualTo("{\"id\":%s,\"status\":\"active\",\"expires_on\":\"2026-12-01T00:00:00.000Z\"}"
                            .formatted(made.path("id")));
            assertThat(answer.body().path("messages").toString())
                    .isEqualTo("[{\"code\":10000,\"message\":\"This API Token is valid and active\",\"type\":null}]");
        }
    }

    @Nested
    class Listing {
        @Test
        void pages_with_an_empty_page_at_the_end() {
            create("", "Read");
            create("", "Run");
            create("", "Write");

            assertThat(server.send("GET", TOKENS + "?per_page=2", null).result())
                    .hasSize(2);
            assertThat(server.send("GET", TOKENS + "?per_page=2&page=2", null).result())
                    .hasSize(1);
            Server.Answer past = server.send("GET", TOKENS + "?per_page=2&page=3", null);
            assertThat(past.result()).isEmpty();
            assertThat(past.body().at("/result_info/total_count").asInt()).isEqualTo(3);
        }

        @Test
        void shows_the_permissions_with_ids_that_never_change() {
            Server.Answer all = server.send("GET", TOKENS + "/permission_groups", null);

            assertThat(all.result().findValuesAsText("name"))
                    .containsExactly("AI Gateway Read", "AI Gateway Write", "AI Gateway Run");
            assertThat(all.result().findValuesAsText("id"))
                    .containsExactly(
                            "6b1f0c5d2e9a4f7386d0b7a1c4e85f21",
                            "d84c2a7be3514d0f9b6e07f35a19c0d6",
                            "3fa9e6120d7c48b5a1c8f2946be05d73");
            assertThat(server.send("GET", TOKENS + "/permission_groups?name=AI%20Gateway%20Run", null)
                            .result())
                    .hasSize(1);
            assertThat(server.send("GET", TOKENS + "/permission_groups?scope=com.cloudflare.api.user", null)
                            .result())
                    .isEmpty();
        }
    }

    @Nested
    class Accounts {
        @Test
        void are_there_from_the_first_thing_that_is_made_in_them() {
            assertThat(server.send("GET", "/client/v4/accounts", null).result()).isEmpty();
            assertThat(server.get("/gateways").status()).isEqualTo(200);
            assertThat(server.post("/gateways", "{}").status()).isEqualTo(400);
            assertThat(server.delete("/gateways/main").status()).isEqualTo(404);
            assertThat(server.send("GET", "/accounts/" + Server.ACCOUNT, null).status())
                    .isEqualTo(404);

            server.post("/gateways", SampleGateways.gateway("main"));
            server.now.set(Server.NOW.plusSeconds(1));
            server.delete("/gateways/main");

            assertThat(server.send("GET", "/accounts/" + Server.ACCOUNT, null)
                            .result()
                            .toString())
                    .isEqualTo(
                            "{\"id\":\"%s\",\"name\":\"%s\",\"type\":\"standard\",\"created_on\":\"2026-11-21T08:30:00.000Z\"}"
                                    .formatted(Server.ACCOUNT, Server.ACCOUNT));
        }

        @Test
        void show_a_token_its_own_and_an_administrator_all() {
            create("", "Read");
            server.send("POST", "/accounts/other/tokens", named("t", "other", "", "Read"));
            server.admit(SampleTokens.of(HERE, "reader", Permission.READ));

            assertThat(server.send("GET", "/accounts", null).result().findValuesAsText("id"))
                    .containsExactly(Server.ACCOUNT, "other");
            assertThat(server.send("GET", "/accounts?name=other", null).result())
                    .hasSize(1);
            assertThat(server.send("GET", "/accounts?name=a%2Fb", null).result())
                    .isEmpty();
            assertThat(server.sendAs("reader", "GET", "/accounts", null)
                            .result()
                            .findValuesAsText("id"))
                    .containsExactly(Server.ACCOUNT);
            assertThat(server.sendAs("reader", "GET", "/accounts?name=other", null)
                            .result())
                    .isEmpty();
            assertThat(server.sendAs("reader", "GET", "/accounts/other", null).status())
                    .isEqualTo(403);
        }
    }
}
