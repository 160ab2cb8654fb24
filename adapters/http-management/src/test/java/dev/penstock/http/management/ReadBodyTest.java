package dev.penstock.http.management;

import static dev.penstock.http.management.SampleGateways.gateway;
import static dev.penstock.http.management.SampleGateways.tree;
import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadBodyTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Reading_a_body {
        @ParameterizedTest
        @CsvSource(delimiter = '~', textBlock = """
                {"id": "x"                    ~ Invalid JSON at line 1
                {} {}                         ~ there is more after its end
                {"id": "a", "id": "b"}        ~ duplicate key 'id'
                {"dlp": {"a": 1, "a": 2}}     ~ duplicate key 'a'
                [1]                           ~ Expected object, received array
                null                          ~ Expected object, received null
                "text"                        ~ Expected object, received string
                {"id": NaN}                   ~ Invalid JSON at line 1
                {"id": 1e99999999999999999}   ~ Number must be finite
                {"id": 1e-2147483648}         ~ Number must be finite
                """)
        void says_what_is_wrong_with_it(String body, String message) {
            Server.Answer answer = server.post("/gateways", body);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("errors")).hasSize(1);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(answer.error(0).path("message").asText()).contains(message);
            assertThat(answer.error(0).path("path").toString()).isEqualTo("[\"body\"]");
        }

        @Test
        void asks_for_a_body_when_there_is_none() {
            assertThat(messages(server.post("/gateways", ""))).containsExactly("[\"body\"] Required");
        }

        @Test
        void bounds_how_deep_it_is_nested() {
            Server.Answer answer = server.post("/gateways", "{\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("message").asText()).contains("nested too deeply");
        }

        @Test
        void does_not_calculate_with_numbers_that_would_fill_its_memory() {
            ObjectNode sent = tree(gateway("main"));
            String written = sent.toString().replace("\"cache_ttl\":0", "\"cache_ttl\":1e1000000000");

            Server.Answer answer = server.post("/gateways", written);

            assertThat(messages(answer)).contains("[\"body\",\"cache_ttl\"] Number must be finite");
        }

        @ParameterizedTest
        @ValueSource(ints = {1024 * 1024 + 1, 5 * 1024 * 1024})
        void refuses_one_above_a_mebibyte_with_413(int size) {
            Server.Answer answer = server.post("/gateways", " ".repeat(size));

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(answer.error(0).path("path").toString()).isEqualTo("[\"body\"]");
        }

        @Test
        void refuses_one_above_a_mebibyte_that_does_not_say_its_length() {
            byte[] large = new byte[2 * 1024 * 1024];

            Server.Answer answer = server.send(server.request(Server.api("/gateways"))
                    .header("authorization", "Bearer " + Server.TOKEN)
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

            assertThat(answer.status()).isEqualTo(413);
        }

        @Test
        void takes_one_of_a_mebibyte() {
            String padded = gateway("main");

            Server.Answer answer = server.post("/gateways", padded + " ".repeat(1024 * 1024 - padded.length()));

            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        void lets_a_careful_client_go_on() {
            Server.Answer answer = server.send(server.request(Server.api("/gateways"))
                    .header("authorization", "Bearer " + Server.TOKEN)
                    .expectContinue(true)
                    .POST(BodyPublishers.ofString(gateway("main"))));

            assertThat(answer.status()).isEqualTo(200);
        }
    }
}
