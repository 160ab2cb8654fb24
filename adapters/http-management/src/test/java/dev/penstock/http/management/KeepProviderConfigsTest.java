package dev.penstock.http.management;

import static dev.penstock.http.management.SampleGateways.gateway;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepProviderConfigsTest {
    private static final String CONFIGS = "/gateways/main/provider_configs";
    private static final String CANARY = "sk-canary-77e1-0123456789";

    private final Server server = new Server();

    @BeforeEach
    void makeGateway() {
        server.post("/gateways", gateway("main"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static ObjectNode config(String alias) {
        return SampleGateways.tree("""
                {"provider_slug": "openai", "alias": "%s", "default_config": false}""".formatted(alias));
    }

    private static ObjectNode withSecret(String alias) {
        return config(alias).put("secret", CANARY + alias);
    }

    private JsonNode created(ObjectNode body) {
        Server.Answer answer = server.post(CONFIGS, body.toString());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.result();
    }

    private List<String> refusal(ObjectNode body) {
        Server.Answer answer = server.post(CONFIGS, body.toString());
        assertThat(answer.status()).isEqualTo(400);
        answer.body()
                .path("errors")
                .forEach(error -> assertThat(error.path("code").asInt()).isEqualTo(7001));
        assertThat(answer.body().toString()).doesNotContain(CANARY);
        return messages(answer);
    }

    private List<String> aliases(String query) {
        List<String> aliases = new ArrayList<>();
        server.get(CONFIGS + query)
                .result()
                .forEach(config -> aliases.add(config.path("alias").asText()));
        return aliases;
    }

    private static String one(JsonNode config) {
        return CONFIGS + "/" + config.path("id").asText();
    }

    @Nested
    class Creating {
        @Test
        void gives_back_what_was_sent_but_not_the_secret() {
            ObjectNode sent = withSecret("main")
                    .put("provider_slug", "open-ai")
                    .put("default_config", true)
                    .put("rate_limit", 5)
                    .put("rate_limit_period", 3600);

            JsonNode result = created(sent);

            assertThat(result.properties())
                    .extracting(member -> member.getKey())
                    .containsExactlyInAnyOrder(
                            "id",
                            "gateway_id",
                            "provider_slug",
                            "alias",
                            "default_config",
                            "rate_limit",
                            "rate_limit_period",
                            "secret_id",
                            "secret_preview",
                            "modified_at");
            sent.remove("secret");
            sent.properties()
                    .forEach(member -> assertThat(result.path(member.getKey())).isEqualTo(member.getValue()));
            assertThat(result.path("gateway_id").asText()).isEqualTo("main");
            assertThat(result.path("secret_preview").asText()).isEqualTo("****main");
            assertThat(UUID.fromString(result.path("secret_id").asText())).isNotNull();
            assertThat(result.path("modified_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
        }

        @Test
        void leaves_out_limits_that_were_never_set() {
            JsonNode without = created(withSecret("a"));
            JsonNode withoutPeriod = created(withSecret("b").put("rate_limit", 5));

            assertThat(without.has("rate_limit") || without.has("rate_limit_period"))
                    .isFalse();
            assertThat(withoutPeriod.path("rate_limit_period").asInt()).isEqualTo(60);
        }

        @Test
        void refuses_a_taken_alias_however_the_provider_is_called() {
            created(withSecret("a"));

            assertThat(refusal(withSecret("a").put("provider_slug", "open-ai")))
                    .containsExactly(
                            "[\"body\",\"alias\"] A provider config for 'openai' with alias 'a' already exists");
            assertThat(aliases("")).containsExactly("a");
        }

        @Test
        void says_all_that_is_wrong_at_once() {
            ObjectNode wrong = SampleGateways.tree("""
                    {"provider_slug": "nobody", "alias": " a", "rate_limit": 0, "rate_limit_period": "%s",
                     "secret": "", "secret_id": "%s!"}""".formatted(CANARY, CANARY));

            assertThat(refusal(wrong))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"provider_slug\"] The provider was not found",
                            "[\"body\",\"alias\"] Invalid",
                            "[\"body\",\"default_config\"] Required",
                            "[\"body\",\"rate_limit\"] Number must be greater than or equal to 1",
                            "[\"body\",\"rate_limit_period\"] Expected number, received string",
                            "[\"body\",\"secret\"] String must contain at least 1 character(s)",
                            "[\"body\",\"secret\"] Invalid",
                            "[\"body\",\"secret_id\"] Invalid");
            assertThat(aliases("")).isEmpty();
        }

        @Test
        void quotes_no_secret_wherever_it_was_put() {
            assertThat(refusal(withSecret("a").put("provider_slug", CANARY))).hasSize(1);
            assertThat(refusal(config("a").put("secret_id", CANARY))).hasSize(1);
            assertThat(refusal(config("a").put("secret_id", CANARY + " "))).hasSize(1);
            assertThat(refusal(config(CANARY + "\u00e4"))).hasSize(1);
            assertThat(refusal(config("a").put("default_config", CANARY))).hasSize(1);
            assertThat(refusal(config("a").put("secret", CANARY + " ".repeat(16_384))))
                    .hasSize(1);
            assertThat(server.post(CONFIGS, "{\"secret\": \"" + CANARY + "\" \"")
                            .body()
                            .toString())
                    .doesNotContain(CANARY);
        }

        @Test
        void needs_a_gateway() {
            Server.Answer answer = server.post(
                    "/gateways/nobody/provider_configs", withSecret("a").toString());

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7002);
        }

        @Test
        void takes_the_word_of_accounts_about_their_own_providers() {
            assertThat(created(withSecret("a").put("provider_slug", "custom-mine"))
                            .path("provider_slug")
                            .asText())
                    .isEqualTo("custom-mine");
        }

        @Test
        void has_one_default_of_a_provider_the_newest() {
            created(withSecret("a").put("default_config", true));
            created(withSecret("b").put("default_config", true));

            List<Boolean> defaults = new ArrayList<>();
            server.get(CONFIGS)
                    .result()
                    .forEach(
                            config -> defaults.add(config.path("default_config").asBoolean()));
            assertThat(defaults).containsExactlyInAnyOrder(true, false);
        }
    }

    @Nested
    class Sharing {
        @Test
        void takes_a_secret_of_the_account_by_its_name() {
            JsonNode first = created(withSecret("a"));
            String secret = first.path("secret_id").asText();

            JsonNode second = created(config("b").put("secret_id", secret));

            assertThat(second.path("secret_id").asText()).isEqualTo(secret);
            assertThat(second.path("secret_preview")).isEqualTo(first.path("secret_preview"));
        }

        @Test
        void does_not_find_a_secret_that_is_not_there_or_belongs_to_another_account() {
            String other = "/client/v4/accounts/other/ai-gateway/gateways";
            server.send("POST", other, gateway("main"));
            server.send(
                    "POST",
                    other + "/main/provider_configs",
                    withSecret("a").put("secret_id", "theirs").toString());

            assertThat(refusal(config("a").put("secret_id", "theirs")))
                    .containsExactly("[\"body\",\"secret_id\"] The secret was not found");
        }

        @Test
        void keeps_a_secret_under_the_name_that_came_with_it_unless_another_has_it() {
            ObjectNode sent = withSecret("a").put("secret_id", "mine");

            assertThat(created(sent).path("secret_id").asText()).isEqualTo("mine");
            assertThat(created(sent.put("alias", "b")).path("secret_id").asText())
                    .isEqualTo("mine");
            assertThat(refusal(sent.put("alias", "c").put("secret", CANARY + "other")))
                    .containsExactly(
                            "[\"body\",\"secret_id\"] A secret with this id already exists, and it is not the one that was sent");
        }

        @Test
        void reserves_a_name_for_a_secret_that_comes_later() {
            JsonNode reserved = created(config("a"));

            JsonNode filled = server.put(one(reserved), "{\"secret\": \"" + CANARY + "\"}")
                    .result();

            assertThat(reserved.path("secret_id").asText()).isNotEmpty();
            assertThat(reserved.path("secret_preview").asText()).isEmpty();
            assertThat(filled.path("secret_id")).isEqualTo(reserved.path("secret_id"));
            assertThat(filled.path("secret_preview").asText()).isEqualTo("****6789");
        }
    }

    @Nested
    class Listing {
        @Test
        void shows_the_oldest_first_and_pages_past_the_end() {
            for (String alias : List.of("c", "a", "b")) {
                created(withSecret(alias));
                server.now.set(server.now.get().plusMillis(1));
            }

            assertThat(aliases("?per_page=2")).containsExactly("c", "a");
            assertThat(aliases("?per_page=2&page=2")).containsExactly("b");
            assertThat(aliases("?per_page=2&page=3")).isEmpty();
            assertThat(server.get(CONFIGS)
                            .body()
                            .path("result_info")
                            .path("total_count")
                            .asInt())
                    .isEqualTo(3);
        }

        @Test
        void is_empty_for_a_gateway_that_is_not_there() {
            Server.Answer answer = server.get("/gateways/nobody/provider_configs");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().isArray() && answer.result().isEmpty()).isTrue();
        }

        @Test
        void refuses_pages_that_cannot_be() {
            Server.Answer answer = server.get(CONFIGS + "?per_page=101&page=0");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).hasSize(2);
        }
    }

    @Nested
    class Rotating {
        @Test
        void changes_the_secret_and_nothing_else() {
            ObjectNode before = (ObjectNode) created(withSecret("a").put("default_config", true));
            server.now.set(server.now.get().plusSeconds(5));

            JsonNode after = server.put(one(before), "{\"secret\": \"" + CANARY + "-next\", \"alias\": \"z\"}")
                    .result();

            assertThat(after)
                    .isEqualTo(before.put("secret_preview", "****next").put("modified_at", "2026-11-21T08:30:05.000Z"));
        }

        @Test
        void changes_it_for_every_config_that_shares_it() {
            JsonNode first = created(withSecret("a"));
            created(config("b").put("secret_id", first.path("secret_id").asText()));

            server.put(one(first), "{\"secret\": \"" + CANARY + "-next\"}");

            server.get(CONFIGS)
                    .result()
                    .forEach(config ->
                            assertThat(config.path("secret_preview").asText()).isEqualTo("****next"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{}", "{\"secret\": \"\"}", "{\"secret\": \" \"}", "{\"secret\": null}", "{\"secret\": 1}"})
        void needs_a_secret(String body) {
            JsonNode before = created(withSecret("a"));

            Server.Answer answer = server.put(one(before), body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).isNotEmpty().allMatch(message -> message.startsWith("[\"body\",\"secret\"]"));
            assertThat(server.get(CONFIGS).result().get(0)).isEqualTo(before);
        }
    }

    @Nested
    class Removing {
        @Test
        void answers_what_is_gone() {
            JsonNode config = created(withSecret("a"));

            Server.Answer answer = server.delete(one(config));

            assertThat(answer.result()).isEqualTo(config);
            assertThat(aliases("")).isEmpty();
            assertThat(server.delete(one(config)).status()).isEqualTo(404);
        }

        @Test
        void forgets_a_secret_that_nothing_uses_any_more() {
            JsonNode config = created(withSecret("a"));
            ObjectNode sharing =
                    config("b").put("secret_id", config.path("secret_id").asText());

            server.delete(one(config));

            assertThat(refusal(sharing)).containsExactly("[\"body\",\"secret_id\"] The secret was not found");
        }

        @Test
        void goes_with_the_gateway() {
            created(withSecret("a").put("secret_id", "mine"));

            server.delete("/gateways/main");
            server.post("/gateways", gateway("main"));

            assertThat(aliases("")).isEmpty();
            assertThat(refusal(config("a").put("secret_id", "mine"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "0",
                "00000000-0000-0000-0000-000000000000",
                "zzzzzzzz-0000-0000-0000-000000000000",
                "a%2Fb",
                "%F0%9F%92%A9"
            })
    void does_not_find_what_is_not_there(String id) {
        Server.Answer rotated = server.put(CONFIGS + "/" + id, "{\"secret\": \"" + CANARY + "\"}");
        Server.Answer removed = server.delete(CONFIGS + "/" + id);

        assertThat(List.of(rotated.status(), removed.status())).containsOnly(404);
        assertThat(rotated.error(0).path("code").asInt()).isEqualTo(7002);
    }

    @Test
    void does_not_touch_the_config_of_another_gateway_or_account() {
        JsonNode config = created(withSecret("a"));
        server.post("/gateways", gateway("other"));
        String id = config.path("id").asText();

        assertThat(server.delete("/gateways/other/provider_configs/" + id).status())
                .isEqualTo(404);
        assertThat(server.send(
                                "DELETE",
                                "/client/v4/accounts/other/ai-gateway/gateways/main/provider_configs/" + id,
                                null)
                        .status())
                .isEqualTo(404);
        assertThat(aliases("")).containsExactly("a");
    }
}
