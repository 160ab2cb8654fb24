package dev.penstock.http.management;

import static dev.penstock.http.management.SampleGateways.gateway;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListGatewaysTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Listing {
        @Test
        void answers_pages_in_the_order_of_ids() {
            List.of("c", "a", "b").forEach(id -> server.post("/gateways", gateway(id)));

            Server.Answer answer = server.get("/gateways?page=2&per_page=2");

            assertThat(answer.result()).hasSize(1);
            assertThat(answer.result().at("/0/id").asText()).isEqualTo("c");
            assertThat(answer.body().path("result_info").toString())
                    .isEqualTo("{\"count\":1,\"page\":2,\"per_page\":2,\"total_count\":3}");
        }

        @Test
        void answers_an_empty_page_past_the_end() {
            Server.Answer answer = server.get("/gateways?page=2147483647&per_page=100");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.result().isArray()).isTrue();
            assertThat(answer.result()).isEmpty();
        }

        @Test
        void holds_twenty_unless_said_otherwise() {
            JsonNode info = server.get("/gateways").body().path("result_info");

            assertThat(info.path("page").asInt()).isEqualTo(1);
            assertThat(info.path("per_page").asInt()).isEqualTo(20);
        }

        @Test
        void finds_text_in_ids() {
            List.of("red-one", "blue-one", "red-two").forEach(id -> server.post("/gateways", gateway(id)));

            Server.Answer answer = server.get("/gateways?search=red");

            assertThat(answer.result().findValuesAsText("id")).containsExactly("red-one", "red-two");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                page=0        | ["query","page"] Number must be greater than or equal to 1
                page=-1       | ["query","page"] Number must be greater than or equal to 1
                page=x        | ["query","page"] Expected number, received string
                page=1.5      | ["query","page"] Expected integer, received float
                page=2147483648 | ["query","page"] Number must be less than or equal to 2147483647
                per_page=0    | ["query","per_page"] Number must be greater than or equal to 1
                per_page=101  | ["query","per_page"] Number must be less than or equal to 100
                per_page=     | ["query","per_page"] Expected number, received string
                per_page=1e999999999 | ["query","per_page"] Expected number, received string
                """)
        void refuses_wrong_parameters_with_an_empty_object_as_result(String query, String message) {
            Server.Answer answer = server.get("/gateways?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).containsExactly(message);
            assertThat(answer.result().isObject()).isTrue();
        }
    }

    @Nested
    class Telling_a_url {
        @Test
        void goes_by_the_address_that_the_caller_used() {
            server.post("/gateways", gateway("main"));

            Server.Answer answer = server.get("/gateways/main/url/openai");

            assertThat(answer.result().asText()).isEqualTo(server.origin() + "/v1/" + Server.ACCOUNT + "/main/openai");
        }

        @Test
        void goes_by_the_public_address_when_there_is_one() {
            try (Server behindProxy = new Server("https://ai.example/")) {
                behindProxy.post("/gateways", gateway("main"));

                Server.Answer answer = behindProxy.get("/gateways/main/url/openai");

                assertThat(answer.result().asText())
                        .isEqualTo("https://ai.example/v1/" + Server.ACCOUNT + "/main/openai");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"open-ai", "compat"})
        void knows_aliases_and_the_unified_api(String name) {
            server.post("/gateways", gateway("main"));

            assertThat(server.get("/gateways/main/url/" + name).result().asText())
                    .endsWith("/main/" + name);
        }

        @Test
        void refuses_a_provider_that_nobody_knows() {
            server.post("/gateways", gateway("main"));

            Server.Answer answer = server.get("/gateways/main/url/nobody");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).containsExactly("[\"params\",\"provider\"] No provider is called 'nobody'");
            assertThat(answer.result().isObject()).isTrue();
        }

        @Test
        void does_not_find_a_missing_gateway() {
            assertThat(server.get("/gateways/main/url/openai").status()).isEqualTo(404);
        }
    }
}
