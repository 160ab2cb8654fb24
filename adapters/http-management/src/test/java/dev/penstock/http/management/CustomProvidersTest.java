package dev.penstock.http.management;

import static dev.penstock.http.management.Server.messages;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomProvidersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ABSENT = "/custom-providers/00000000-0000-4000-8000-000000000000";

    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    static String provider(String name, String slug) {
        return """
                {"name": "%s", "slug": "%s", "base_url": "https://models.example/v1"}""".formatted(name, slug);
    }

    private String created(String slug) {
        return server.post("/custom-providers", provider("Name of " + slug, slug))
                .result()
                .path("id")
                .asText();
    }

    @Nested
    class Creating {
        @Test
        void answers_the_provider_with_its_defaults() {
            Server.Answer answer = server.post("/custom-providers", provider("Ours", "ours"));

            assertThat(answer.status()).isEqualTo(200);
            JsonNode result = answer.result();
            assertThat(result.path("id").asText()).hasSize(36);
            assertThat(result.path("slug").asText()).isEqualTo("ours");
            assertThat(result.path("enable").asBoolean(true)).isFalse();
            assertThat(result.path("beta").asBoolean(true)).isFalse();
            assertThat(result.path("created_at").asText()).isEqualTo("2026-11-21T08:30:00.000Z");
            assertThat(result.has("headers")).isFalse();
            assertThat(result.has("position")).isFalse();
        }

        @Test
        void keeps_every_setting() {
            ObjectNode sent = JSON.createObjectNode()
                    .put("name", "Ours")
                    .put("slug", "ours-2")
                    .put("base_url", "http://10.1.2.3:8080/api/")
                    .put("enable", true)
                    .put("beta", true)
                    .put("headers", "{\"X-Key\":\"k\"}")
                    .put("position", 3)
                    .put("description", "d")
                    .put("link", "l")
                    .put("curl_example", "c")
                    .put("js_example", "j");

            String id = server.post("/custom-providers", sent.toString())
                    .result()
                    .path("id")
                    .asText();

            JsonNode found = server.get("/custom-providers/" + id).result();
            sent.properties()
                    .forEach(member -> assertThat(found.path(member.getKey())).isEqualTo(member.getValue()));
        }

        @Test
        void names_everything_that_is_missing() {
            assertThat(messages(server.post("/custom-providers", "{}")))
                    .containsExactlyInAnyOrder(
                            "[\"body\",\"name\"] Required",
                            "[\"body\",\"slug\"] Required",
                            "[\"body\",\"base_url\"] Required");
        }

        @Test
        void names_everything_that_is_wrong_once() {
            Server.Answer answer = server.post("/custom-providers", """
                    {"name": "", "slug": "No", "base_url": "ftp://x", "headers": "[]", "position": -1, "beta": 1}""");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer))
                    .hasSize(6)
                    .anySatisfy(it -> assertThat(it).startsWith("[\"body\",\"name\"] String must contain at least 1"))
                    .anySatisfy(it -> assertThat(it).startsWith("[\"body\",\"slug\"] Invalid"))
                    .anySatisfy(it -> assertThat(it).startsWith("[\"body\",\"base_url\"] Invalid url"))
                    .anySatisfy(it -> assertThat(it).startsWith("[\"body\",\"headers\"] Expected a JSON object"))
                    .anySatisfy(it -> assertThat(it).startsWith("[\"body\",\"position\"] Number must be greater"))
                    .anySatisfy(it -> assertThat(it).startsWith("[\"body\",\"beta\"] Expected boolean"));
            assertThat(server.get("/custom-providers").result()).isEmpty();
        }

        @Test
        void refuses_a_taken_slug() {
            created("same");

            Server.Answer answer = server.post("/custom-providers", provider("Other", "same"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("code").asInt()).isEqualTo(7001);
            assertThat(messages(answer))
                    .containsExactly("[\"body\",\"slug\"] A custom provider with slug 'same' already exists");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "example.com",
                    "https://",
                    "https:///v1",
                    "https://user:secret@example.com",
                    "https://example.com?x=1",
                    "https://example.com#x",
                    "https://exa mple.com",
                    "https://example.com:0",
                    "https://example.com:65536",
                    "https://example.com:",
                    "https://127.1",
                    "https://2130706433",
                    "https://0x7f000001",
                    "https://0177.0.0.1",
                    "https://1.2.3.256",
                    "https://\\u00e9.example",
                    "javascript:alert(1)",
                    "file:///etc/passwd"
                })
        void refuses_a_base_url_that_is_none(String url) {
            Server.Answer answer = server.post(
                    "/custom-providers", "{\"name\": \"a\", \"slug\": \"a\", \"base_url\": \"%s\"}".formatted(url));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).singleElement().asString().startsWith("[\"body\",\"base_url\"] Invalid url");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://example.com",
                    "HTTPS://Example.com:443/a/b/",
                    "http://my_models:8000",
                    "http://[::1]:9001/v1",
                    "http://192.168.1.7"
                })
        void takes_every_other(String url) {
            assertThat(server.post(
                                    "/custom-providers",
                                    "{\"name\": \"a\", \"slug\": \"a\", \"base_url\": \"%s\"}".formatted(url))
                            .result()
                            .path("base_url")
                            .asText())
                    .isEqualTo(url);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{                        | headers",
                    "{\"a\":\"1\",\"a\":\"2\"} | headers",
                    "{\"a\":1}                | headers,a",
                    "{\"a b\":\"1\"}          | headers,a b",
                    "{\"\":\"1\"}             | headers,",
                    "{\"a\":\"\"}             | headers,a",
                    "{\"a\":\"x\\u000ay\"}    | headers,a",
                    "{\"Host\":\"x\"}         | headers,Host",
                    "{\"content-length\":\"1\"} | headers,content-length",
                    "{\"Transfer-Encoding\":\"x\"} | headers,Transfer-Encoding",
                    "{\"cf-aig-authorization\":\"x\"} | headers,cf-aig-authorization",
                    "{\"X-A\":\"1\",\"x-a\":\"2\"} | headers,x-a",
                    "\"text\"                 | headers",
                    "null                     | headers"
                })
        void refuses_headers_that_cannot_be_sent_and_does_not_repeat_them(String headers, String at) {
            ObjectNode sent = JSON.createObjectNode()
                    .put("name", "a")
                    .put("slug", "a")
                    .put("base_url", "https://a.example")
                    .put("headers", headers.replace(":\"x", ":\"canary"));

            Server.Answer answer = server.post("/custom-providers", sent.toString());

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error(0).path("path").get(1).asText()).isEqualTo("headers");
            assertThat(answer.error(0).path("path")).hasSize(at.split(",", -1).length + 1);
            assertThat(answer.error(0).path("message").asText()).doesNotContain("canary");
        }
    }

    @Nested
    class Changing {
        @Test
        void keeps_what_is_left_out_and_clears_what_is_null() {
            ObjectNode sent = JSON.createObjectNode()
                    .put("name", "Ours")
                    .put("slug", "ours")
                    .put("base_url", "https://a.example")
                    .put("headers", "{\"a\":\"1\"}")
                    .put("description", "d")
                    .put("position", 4);
            String id = server.post("/custom-providers", sent.toString())
                    .result()
                    .path("id")
                    .asText();
            server.now.set(Server.NOW.plusMillis(1500));

            Server.Answer answer = server.patch("/custom-providers/" + id, """
                    {"enable": true, "description": null, "logo": "<svg/>", "unknown": {}}""");

            JsonNode result = answer.result();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(result.path("name").asText()).isEqualTo("Ours");
            assertThat(result.path("headers").asText()).isEqualTo("{\"a\":\"1\"}");
            assertThat(result.path("position").asInt()).isEqualTo(4);
            assertThat(result.path("enable").asBoolean()).isTrue();
            assertThat(result.path("logo").asText()).isEqualTo("<svg/>");
            assertThat(result.has("description")).isFalse();
            assertThat(result.path("modified_at").asText()).isEqualTo("2026-11-21T08:30:01.500Z");
            assertThat(server.patch("/custom-providers/" + id, "{\"headers\": null}")
                            .result()
                            .has("headers"))
                    .isFalse();
        }

        @Test
        void does_not_clear_what_must_be_there() {
            String id = created("a");

            Server.Answer answer =
                    server.patch("/custom-providers/" + id, "{\"name\": null, \"slug\": null, \"base_url\": null}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(messages(answer)).hasSize(3);
            assertThat(server.get("/custom-providers/" + id)
                            .result()
                            .path("slug")
                            .asText())
                    .isEqualTo("a");
        }

        @Test
        void refuses_a_taken_slug_and_takes_its_own() {
            String id = created("a");
            created("b");

            assertThat(messages(server.patch("/custom-providers/" + id, "{\"slug\": \"b\"}")))
                    .singleElement()
                    .asString()
                    .contains("already exists");
            assertThat(server.patch("/custom-providers/" + id, "{\"slug\": \"a\"}")
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void does_not_find_what_is_not_there() {
            assertThat(server.patch(ABSENT, "{}").status()).isEqualTo(404);
        }
    }

    @Nested
    class Listing {
        @Test
        void pages_in_the_order_of_names() {
            List.of("c", "a", "b").forEach(CustomProvidersTest.this::created);

            Server.Answer first = server.get("/custom-providers?per_page=2");
            Server.Answer past = server.get("/custom-providers?per_page=2&page=3");

            assertThat(first.result().findValuesAsText("slug")).containsExactly("a", "b");
            assertThat(first.body().at("/result_info/total_count").asInt()).isEqualTo(3);
            assertThat(past.status()).isEqualTo(200);
            assertThat(past.result()).isEmpty();
        }

        @Test
        void filters() {
            created("off");
            server.patch("/custom-providers/" + created("on"), "{\"enable\": true, \"beta\": true}");

            assertThat(slugs("?enable=true")).containsExactly("on");
            assertThat(slugs("?beta=false")).containsExactly("off");
            assertThat(slugs("?search=of%20of")).containsExactly("off");
            assertThat(slugs("?search=nobody")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"?page=0", "?per_page=101", "?per_page=0", "?enable=maybe", "?beta=2", "?page=x"})
        void refuses_what_it_cannot_read(String query) {
            Server.Answer answer = server.get("/custom-providers" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.result().isObject()).isTrue();
        }

        private List<String> slugs(String query) {
            return server.get("/custom-providers" + query).result().findValuesAsText("slug");
        }
    }

    @Test
    void removes_once_and_answers_what_was_removed() {
        String id = created("a");

        assertThat(server.delete("/custom-providers/" + id)
                        .result()
                        .path("slug")
                        .asText())
                .isEqualTo("a");
        assertThat(server.delete("/custom-providers/" + id).status()).isEqualTo(404);
        assertThat(server.get("/custom-providers/" + id).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {ABSENT, "/custom-providers/1-1-1-1-1", "/custom-providers/x%2Fy", "/custom-providers/%20"})
    void finds_nothing_under_a_strange_name(String path) {
        assertThat(server.get(path).status()).isEqualTo(404);
        assertThat(server.get(path).error(0).path("code").asInt()).isEqualTo(7002);
        assertThat(server.delete(path).status()).isEqualTo(404);
    }

    @Test
    void accounts_do_not_see_each_other() {
        String id = created("ours");
        String theirs = "/client/v4/accounts/ffffffffffffffffffffffffffffffff/ai-gateway/custom-providers";

        assertThat(server.send("GET", theirs + "/" + id, null).status()).isEqualTo(404);
        assertThat(server.send("PATCH", theirs + "/" + id, "{\"enable\": true}").status())
                .isEqualTo(404);
        assertThat(server.send("DELETE", theirs + "/" + id, null).status()).isEqualTo(404);
        assertThat(server.send("GET", theirs, null).result()).isEmpty();
        assertThat(server.send("POST", theirs, provider("Theirs", "ours")).status())
                .isEqualTo(200);
        assertThat(server.get("/custom-providers").result()).hasSize(1);
    }
}
