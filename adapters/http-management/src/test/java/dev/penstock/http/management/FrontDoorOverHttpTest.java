package dev.penstock.http.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorOverHttpTest {
    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertShapeOfErrors(Server.Answer answer) {
        assertThat(answer.body().path("success").isBoolean()).isTrue();
        assertThat(answer.body().path("success").asBoolean()).isFalse();
        assertThat(answer.body().path("messages").isArray()).isTrue();
        assertThat(answer.body().path("result").isNull()).isTrue();
        assertThat(answer.header("content-type")).isEqualTo("application/json");
    }

    private String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class Showing_credentials {
        @Test
        void takes_a_bearer_token_in_any_case_of_the_word() {
            Server.Answer answer = server.send(
                    server.request(Server.api("/gateways")).header("authorization", "bearer " + Server.TOKEN));

            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        void takes_an_address_with_the_token_as_its_key() {
            Server.Answer answer = server.send(server.request(Server.api("/gateways"))
                    .header("x-auth-email", "me@example.com")
                    .header("x-auth-key", Server.TOKEN));

            assertThat(answer.status()).isEqualTo(200);
        }

        @Test
        void says_400_and_9106_when_there_are_none() {
            Server.Answer answer = server.send(server.request(Server.api("/gateways")));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(9106);
            assertShapeOfErrors(answer);
        }

        @ParameterizedTest
        @ValueSource(strings = {"x-auth-email", "x-auth-key"})
        void says_9106_when_half_is_missing(String only) {
            Server.Answer answer =
                    server.send(server.request(Server.api("/gateways")).header(only, Server.TOKEN));

            assertThat(answer.error(0).path("code").asInt()).isEqualTo(9106);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer wrong", "Bearer ", "Bearer", "Basic cHN0X3ZhbGlk", "pst_valid"})
        void says_403_and_10000_when_they_are_wrong(String authorization) {
            Server.Answer answer =
                    server.send(server.request(Server.api("/gateways")).header("authorization", authorization));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(10000);
            assertThat(answer.error(0).path("message").asText()).isEqualTo("Authentication error");
            assertShapeOfErrors(answer);
        }

        @Test
        void does_not_read_the_body_of_a_stranger() {
            Server.Answer answer =
                    server.send(server.request(Server.api("/gateways")).POST(BodyPublishers.ofString("{\"id\": ")));

            assertThat(answer.error(0).path("code").asInt()).isEqualTo(9106);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/healthz/../client/v4/accounts/a/ai-gateway/gateways",
                    "//client/v4/accounts/a/ai-gateway/gateways",
                    "/client/v4/accounts/a/ai-gateway/gateways/",
                    "/client/v4/accounts/a/ai-gateway/gateways;x=/healthz",
                    "/client/v4/healthz"
                })
        void no_spelling_of_a_path_gets_around_them(String path) {
            Server.Answer answer = server.send(server.request(path));

            assertThat(answer.status()).isEqualTo(404);
        }
    }

    @Nested
    class Finding_the_operation {
        @ParameterizedTest
        @ValueSource(strings = {"/", "/nowhere", "/client/v4/accounts/a/ai-gateway/gateways/b/roads", "/accounts/%zz"})
        void says_404_with_7003_and_7000_when_there_is_none(String path) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 404 ");
            assertThat(answer)
                    .contains("\"code\":7003,\"message\":\"Could not route to " + path
                            + ", perhaps your object identifier is invalid?\"")
                    .contains("{\"code\":7000,\"message\":\"No route for that URI\"}")
                    .contains("\"messages\":[],\"result\":null");
        }

        @ParameterizedTest
        @CsvSource({
            "PATCH, /gateways, 'GET, POST'",
            "POST, /gateways/a, 'DELETE, GET, PUT'",
            "DELETE, /gateways, 'GET, POST'"
        })
        void says_405_with_7001_when_the_method_is_another(String method, String path, String allowed) {
            Server.Answer answer = server.send(method, Server.api(path), null);

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(answer.error(0).path("message").asText())
                    .startsWith(method + " not supported for requested URI.");
            assertThat(answer.header("allow")).isEqualTo(allowed);
            assertShapeOfErrors(answer);
        }

        @Test
        void answers_head_like_get_without_a_body() {
            Server.Answer answer = server.send(server.request("/healthz").method("HEAD", BodyPublishers.noBody()));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-length")).isEqualTo("14");
        }

        @Test
        void ignores_a_content_type_without_a_body() {
            assertThat(server.delete("/gateways/nobody").status()).isEqualTo(404);
        }
    }

    @Nested
    class Failing {
        @Test
        void says_404_and_7002_when_an_object_is_missing() {
            Server.Answer answer = server.get("/gateways/nobody");

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().path("errors").toString())
                    .isEqualTo("[{\"code\":7002,\"message\":\"Not Found\"}]");
            assertShapeOfErrors(answer);
        }

        @Test
        void says_500_and_7000_and_nothing_about_the_inside() {
            server.gateways.breakDown();

            Server.Answer answer = server.get("/gateways/main");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body().path("errors").toString())
                    .isEqualTo("[{\"code\":7000,\"message\":\"Internal Error\"}]");
            assertShapeOfErrors(answer);
        }

        @Test
        void says_where_a_query_cannot_be_decoded() {
            String answer = raw("GET " + Server.api("/gateways?search=%zz") + " HTTP/1.1\r\nhost: x\r\n"
                    + "authorization: Bearer " + Server.TOKEN + "\r\nconnection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"path\":[\"query\"]");
        }

        @ParameterizedTest
        @ValueSource(ints = {20_000, 1024 * 1024})
        void says_431_when_the_head_of_a_request_is_too_large(int size) {
            String answer = raw(
                    "GET " + Server.api("/gateways") + " HTTP/1.1\r\nhost: x\r\nx: " + "a".repeat(size) + "\r\n\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 431 ")
                    .contains("\"success\":false")
                    .contains("\"code\":7001");
        }

        @Test
        void says_414_when_the_url_is_too_long() {
            String answer = raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nhost: x\r\n\r\n");

            assertThat(answer).contains(" 414 ").contains("\"success\":false");
        }

        @Test
        void says_400_when_it_is_no_http() {
            String answer = raw("GET / HTTP/1.1\r\nhost: x\r\nno colon here\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"success\":false");
        }
    }
}
