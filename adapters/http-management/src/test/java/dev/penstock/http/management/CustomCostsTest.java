package dev.penstock.http.management;

import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomCostsTest {
    private static final String COSTS = "/custom-providers/costs";
    private static final String ABSENT = "00000000-0000-4000-8000-000000000000";

    private final Server server = new Server();
    private final String provider = server.post("/custom-providers", CustomProvidersTest.provider("Ours", "ours"))
            .result()
            .path("id")
            .asText();

    @AfterEach
    void stop() {
        server.close();
    }

    private Server.Answer create(String rest) {
        return server.post(COSTS, "{\"account_provider_id\": \"%s\", %s}".formatted(provider, rest));
    }

    private String created(String model) {
        return create("\"model\": \"%s\"".formatted(model)).result().path("id").asText();
    }

    @Test
    void creates_with_defaults() {
        Server.Answer answer = create("\"model\": \"m\"");

        JsonNode result = answer.result();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(result.path("account_provider_id").asText()).isEqualTo(provider);
        assertThat(result.path("model_rule").asText()).isEqualTo("equals");
        assertThat(result.path("cost_type").asText()).isEqualTo("tokens");
        assertThat(result.path("changed_by").asText()).isEqualTo("manual");
        assertThat(result.path("enable").asBoolean()).isTrue();
        assertThat(result.path("weight").asInt()).isEqualTo(3001);
        assertThat(result.has("cost_in")).isFalse();
        assertThat(result.has("token_pricing")).isFalse();
    }

    @Test
    void takes_token_pricing_as_an_object_and_shows_it_as_text() {
        String id = create("""
                "model": "gpt-", "model_rule": "starts-with", "cost_in": 0.0000025, "cost_out": 1e-5, "enable": false,
                "cost_type": "characters",
                "token_pricing": {"total_tokens": 3, "input_tokens": 0.5, "unknown": "text"}""").result().path("id").asText();

        JsonNode found = server.get(COSTS + "/" + id).result();
        assertThat(found.path("token_pricing").asText()).isEqualTo("{\"input_tokens\":0.5,\"total_tokens\":3}");
        assertThat(found.path("cost_in").decimalValue()).isEqualByComparingTo("0.0000025");
        assertThat(found.path("cost_out").decimalValue()).isEqualByComparingTo("0.00001");
        assertThat(found.path("model_rule").asText()).isEqualTo("starts-with");
        assertThat(found.path("cost_type").asText()).isEqualTo("characters");
        assertThat(found.path("enable").asBoolean(true)).isFalse();
        assertThat(found.path("weight").asInt()).isEqualTo(2004);
    }

    @Test
    void names_everything_that_is_wrong() {
        Server.Answer answer = server.post(COSTS, """
                {"account_provider_id": "nobody", "model": "", "model_rule": "regex", "cost_in": -1, "cost_out": "x",
                 "cost_type": "", "token_pricing": {"input_tokens": -1, "output_tokens": 1000001}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(messages(answer))
                .containsExactlyInAnyOrder(
                        "[\"body\",\"account_provider_id\"] Invalid uuid",
                        "[\"body\",\"model\"] String must contain at least 1 character(s)",
                        "[\"body\",\"model_rule\"] Invalid enum value. Expected 'equals' | 'starts-with' | 'contains',"
                                + " received 'regex'",
                        "[\"body\",\"cost_in\"] Number must be greater than or equal to 0",
                        "[\"body\",\"cost_out\"] Expected number, received string",
                        "[\"body\",\"cost_type\"] String must contain at least 1 character(s)",
                        "[\"body\",\"token_pricing\",\"input_tokens\"] Number must be greater than or equal to 0",
                        "[\"body\",\"token_pricing\",\"output_tokens\"] Number must be less than or equal to 1000000");
        assertThat(messages(server.post(COSTS, "{}")))
                .containsExactlyInAnyOrder(
                        "[\"body\",\"account_provider_id\"] Required", "[\"body\",\"model\"] Required");
        assertThat(server.get(COSTS).result()).isEmpty();
    }

    @Test
    void refuses_more_digits_than_anybody_needs() {
        assertThat(messages(create("\"model\": \"m\", \"cost_in\": 1e-21")))
                .containsExactly("[\"body\",\"cost_in\"] Number must have at most 20 decimal places");
    }

    @Test
    void needs_a_provider_of_the_account() {
        String theirs = server.send(
                        "POST",
                        "/client/v4/accounts/ffffffffffffffffffffffffffffffff/ai-gateway/custom-providers",
                        CustomProvidersTest.provider("Theirs", "theirs"))
                .result()
                .path("id")
                .asText();

        for (String unknown : List.of(ABSENT, theirs)) {
            Server.Answer answer =
                    server.post(COSTS, "{\"account_provider_id\": \"%s\", \"model\": \"m\"}".formatted(unknown));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer))
                    .containsExactly(
                            "[\"body\",\"account_provider_id\"] Custom provider '%s' was not found".formatted(unknown));
        }
    }

    @Test
    void changes_what_is_named_and_keeps_the_rest() {
        String id = create(
                        "\"model\": \"m\", \"cost_in\": 1, \"cost_out\": 2, \"token_pricing\": {\"input_tokens\": 3}")
                .result()
                .path("id")
                .asText();

        JsonNode result = server.patch(COSTS + "/" + id, """
                {"cost_out": 5, "cost_in": null, "model_rule": "contains", "account_provider_id": "ignored"}""").result();

        assertThat(result.path("account_provider_id").asText()).isEqualTo(provider);
        assertThat(result.path("model").asText()).isEqualTo("m");
        assertThat(result.path("model_rule").asText()).isEqualTo("contains");
        assertThat(result.path("cost_out").asInt()).isEqualTo(5);
        assertThat(result.has("cost_in")).isFalse();
        assertThat(result.path("token_pricing").asText()).isEqualTo("{\"input_tokens\":3}");
        assertThat(messages(server.patch(COSTS + "/" + id, "{\"model\": null, \"cost_in\": -1}")))
                .hasSize(2);
    }

    @Test
    void lists_oldest_first_in_pages_and_filters() {
        for (String model : List.of("m1", "m2", "m3")) {
            server.now.set(server.now.get().plusSeconds(1));
            created(model);
        }
        server.now.set(server.now.get().plusSeconds(1));
        server.patch(COSTS + "/" + created("off"), "{\"enable\": false, \"model_rule\": \"contains\"}");

        assertThat(models("")).containsExactly("m1", "m2", "m3", "off");
        assertThat(models("?per_page=2&page=2")).containsExactly("m3", "off");
        assertThat(models("?per_page=2&page=3")).isEmpty();
        assertThat(models("?enable=false")).containsExactly("off");
        assertThat(models("?model_rule=contains")).containsExactly("off");
        assertThat(models("?cost_type=other")).isEmpty();
        assertThat(models("?search=2")).containsExactly("m2");
        assertThat(models("?account_provider_id=" + provider)).hasSize(4);
        assertThat(models("?account_provider_id=" + ABSENT)).isEmpty();
    }

    private List<String> models(String query) {
        Server.Answer answer = server.get(COSTS + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.result().findValuesAsText("model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?account_provider_id=x", "?model_rule=regex", "?enable=x", "?per_page=101"})
    void refuses_a_list_that_it_cannot_read(String query) {
        Server.Answer answer = server.get(COSTS + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.result().isObject()).isTrue();
    }

    @Test
    void removes_once() {
        String id = created("m");

        assertThat(server.delete(COSTS + "/" + id).result().path("model").asText())
                .isEqualTo("m");
        for (String absent : List.of(id, ABSENT, "costs", "x")) {
            assertThat(server.delete(COSTS + "/" + absent).status()).isEqualTo(404);
            assertThat(server.get(COSTS + "/" + absent).status()).isEqualTo(404);
            assertThat(server.patch(COSTS + "/" + absent, "{}").status()).isEqualTo(404);
        }
    }

    @Test
    void goes_with_its_provider() {
        String id = created("m");

        server.delete("/custom-providers/" + provider);

        assertThat(server.get(COSTS + "/" + id).status()).isEqualTo(404);
        assertThat(server.get(COSTS).result()).isEmpty();
    }

    @Test
    void accounts_do_not_see_each_other() {
        String id = created("m");
        String theirs = "/client/v4/accounts/ffffffffffffffffffffffffffffffff/ai-gateway" + COSTS;

        assertThat(server.send("GET", theirs, null).result()).isEmpty();
        assertThat(server.send("GET", theirs + "/" + id, null).status()).isEqualTo(404);
        assertThat(server.send("PATCH", theirs + "/" + id, "{}").status()).isEqualTo(404);
        assertThat(server.send("DELETE", theirs + "/" + id, null).status()).isEqualTo(404);
    }
}
