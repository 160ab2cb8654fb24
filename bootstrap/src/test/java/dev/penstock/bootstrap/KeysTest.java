package dev.penstock.bootstrap;

import static dev.penstock.bootstrap.RunningServer.CHAT;
import static dev.penstock.bootstrap.RunningServer.chat;
import static dev.penstock.bootstrap.RunningServer.streamed;
import static dev.penstock.bootstrap.Traffic.assertError;
import static dev.penstock.bootstrap.Traffic.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.bootstrap.RunningServer.Answer;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.fakeprovider.SeenRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose key reaches a provider, and in which form, at a whole server. */
class KeysTest {
    private static final String COMPAT = "compat/chat/completions";
    private static final String MODEL = "gpt-4o-mini";
    private static final String GEMINI = "{\"contents\":[{\"parts\":[{\"text\":\"hello\"}]}]}";
    private static final String CONVERSE = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}";

    @RegisterExtension
    static final LoopbackProvider PROVIDER = new LoopbackProvider();

    @SuppressWarnings("NullAway.Init") // JUnit starts it before the first test
    private static RunningServer server;

    private Traffic traffic = new Traffic(server, "");

    @BeforeAll
    static void start(@TempDir Path folder) {
        ServerSettings settings = RunningServer.settings(folder, PROVIDER)
                .withPrivateEgress(true)
                .withApiKey(new ProviderId("groq"), new Secret("operator-key"));
        for (String slug : new String[] {
            "google-ai-studio", "google-vertex-ai", "azure-openai", "aws-bedrock", "groq", "deepgram", "cohere"
        }) {
            settings = settings.withBaseUrl(new ProviderId(slug), PROVIDER.url());
        }
        server = RunningServer.with(settings);
        server.manage("POST", "/custom-providers", """
                {"name":"Ours","slug":"ours","base_url":"%s/v1","enable":true}""".formatted(PROVIDER.url()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void make() {
        traffic = Traffic.through(server, "");
    }

    private static ObjectNode config(String provider, String alias, String secret) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("provider_slug", provider)
                .put("alias", alias)
                .put("default_config", alias.equals("main"))
                .put("secret", secret);
    }

    private String configs() {
        return "/gateways/" + traffic.gateway() + "/provider_configs";
    }

    /** The config's path. */
    private String store(String provider, String alias, String secret) {
        Answer stored =
                server.manage("POST", configs(), config(provider, alias, secret).toString());
        assertThat(stored.status()).as(stored.text()).isEqualTo(200);
        return configs() + "/" + stored.body().at("/result/id").asText();
    }

    private static SeenRequest served(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        SeenRequest seen = PROVIDER.last();
        assertThat(seen.toString()).doesNotContain(RunningServer.TOKEN);
        return seen;
    }

    @Nested
    class A_stored_key {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                openai           | openai/chat/completions                                | authorization  | Bearer stored-1
                openai           | compat/chat/completions                                | authorization  | Bearer stored-1
                anthropic        | anthropic/v1/messages                                  | x-api-key      | stored-1
                anthropic        | compat/chat/completions                                | x-api-key      | stored-1
                google-ai-studio | compat/chat/completions                                | authorization  | Bearer stored-1
                custom-ours      | custom-ours/chat/completions                           | authorization  | Bearer stored-1
                custom-ours      | compat/chat/completions                                | authorization  | Bearer stored-1
                google-vertex-ai | google-vertex-ai/v1/projects/p/locations/us-central1/endpoints/openapi/chat/completions | authorization | Bearer stored-1
                azure-openai     | azure-openai/res/gpt-4o-mini/chat/completions?api-version=2024-10-21 | api-key | stored-1
                """)
        void stands_where_its_provider_looks(String provider, String path, String header, String expected) {
            store(provider, "main", "stored-1");
            String prefix = path.startsWith("compat") ? provider + "/" : "";

            SeenRequest seen = served(traffic.trusted(path, chat(prefix + MODEL, ",\"max_tokens\":9")));

            assertThat(seen.header(header)).contains(expected);
            assertThat(seen.headers().values())
                    .filteredOn(values -> values.toString().contains("stored-1"))
                    .hasSize(1);
        }

        @Test
        void stands_where_gemini_looks() {
            store("google-ai-studio", "main", "stored-1");

            SeenRequest seen =
                    served(traffic.trusted("google-ai-studio/v1beta/models/gemini-2.5-flash:generateContent", GEMINI));

            assertThat(seen.header("x-goog-api-key")).contains("stored-1");
            assertThat(seen.header("authorization")).isEmpty();
        }

        @Test
        void says_where_azure_is_in_the_unified_api() {
            store(
                    "azure-openai",
                    "main",
                    "{\"apiKey\":\"stored-1\",\"resource\":\"res\",\"apiVersion\":\"2025-01-01\"}");

            SeenRequest seen = served(traffic.trusted(COMPAT, chat("azure-openai/" + MODEL)));

            assertThat(seen.header("api-key")).contains("stored-1");
            assertThat(seen.path()).endsWith("/openai/deployments/" + MODEL + "/chat/completions");
            assertThat(seen.query()).isEqualTo("api-version=2025-01-01");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"aws-bedrock/bedrock-runtime/eu-west-1/model/amazon.nova-micro-v1%3A0/converse", COMPAT})
        void signs_for_bedrock(String path) {
            store("aws-bedrock", "main", """
                    {"accessKeyId":"AKIDSTORED","secretAccessKey":"aws-secret","region":"eu-west-1"}""");

            SeenRequest seen = served(
                    traffic.trusted(path, path.equals(COMPAT) ? chat("aws-bedrock/amazon.nova-micro-v1:0") : CONVERSE));

            assertThat(seen.header("authorization").orElseThrow())
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKIDSTORED/")
                    .contains("/eu-west-1/bedrock/aws4_request");
            assertThat(seen.toString()).doesNotContain("aws-secret");
        }

        @Test
        void is_chosen_by_its_alias() {
            store("openai", "main", "stored-main");
            store("openai", "blue", "stored-blue");

            assertThat(served(traffic.trusted(CHAT, chat(MODEL))).header("authorization"))
                    .contains("Bearer stored-main");
            assertThat(served(traffic.trusted(CHAT, chat(MODEL), "cf-aig-byok-alias", "blue"))
                            .header("authorization"))
                    .contains("Bearer stored-blue");
            assertThat(served(traffic.trusted(CHAT, streamed(MODEL), "cf-aig-byok-alias", "blue"))
                            .header("authorization"))
                    .contains("Bearer stored-blue");
        }

        @Test
        void is_named_when_another_is_asked_for() {
            store("openai", "main", "stored-main");
            store("openai", "blue", "stored-blue");
            long before = PROVIDER.get().requests();

            Answer answer = traffic.trusted(CHAT, chat(MODEL), "cf-aig-byok-alias", "green");

            assertError(answer, 400, 2040);
            assertThat(answer.body().path("message").asText())
                    .startsWith("Provider 'openai' has no BYOK credential named 'green'. Configured aliases: ")
                    .contains("'main'", "'blue'");
            assertThat(PROVIDER.get().requests()).isEqualTo(before);
        }

        @Test
        void gives_way_to_the_callers_own() {
            store("openai", "main", "stored-main");

            assertThat(served(traffic.trusted(CHAT, chat(MODEL), "authorization", "Bearer own"))
                            .header("authorization"))
                    .contains("Bearer own");
            assertThat(served(traffic.post(CHAT, chat(MODEL), "authorization", "Bearer own"))
                            .header("authorization"))
                    .contains("Bearer own");
            assertThat(served(traffic.trusted(COMPAT, chat("openai/" + MODEL), "authorization", "Bearer own"))
                            .header("authorization"))
                    .contains("Bearer own");
        }

        @Test
        void is_not_for_strangers() {
            store("openai", "main", "stored-main");
            long before = PROVIDER.get().requests();

            assertError(traffic.post(CHAT, chat(MODEL)), 401, 2009);
            assertError(traffic.post(CHAT, chat(MODEL), "cf-aig-byok-alias", "green"), 401, 2009);
            assertError(traffic.post(CHAT, chat(MODEL), Traffic.TOKEN_HEADER, "Bearer wrong"), 401, 2009);

            assertThat(PROVIDER.get().requests()).isEqualTo(before);
        }

        @Test
        void is_used_for_a_gateway_token_in_the_place_of_the_providers_key() {
            store("openai", "main", "stored-main");
            store("anthropic", "main", "stored-anthropic");

            assertThat(served(traffic.post(CHAT, chat(MODEL), "authorization", "Bearer " + RunningServer.TOKEN))
                            .header("authorization"))
                    .contains("Bearer stored-main");
            assertThat(served(traffic.post(
                                    "anthropic/v1/messages",
                                    chat("claude-haiku-4-5", ",\"max_tokens\":9"),
                                    "x-api-key",
                                    RunningServer.TOKEN))
                            .header("x-api-key"))
                    .contains("stored-anthropic");
        }

        @Test
        void is_used_for_a_gateway_token_in_a_step_too() {
            store("openai", "main", "stored-main");
            String body = """
                    [{"provider":"openai","endpoint":"chat/completions","query":%s,\
                    "headers":{"authorization":"Bearer %s","cf-aig-authorization":"%s"}}]""".formatted(chat(MODEL), RunningServer.TOKEN, RunningServer.TOKEN);

            SeenRequest seen = served(traffic.trusted("", body));

            assertThat(seen.header("authorization")).contains("Bearer stored-main");
        }

        @Test
        void is_used_for_a_gateway_token_in_the_address_of_a_step_too() {
            store("openai", "main", "stored-main");
            String body = "["
                    + step("openai", "chat/completions?a=1&key=" + RunningServer.TOKEN + "&b=2", chat(MODEL), "") + "]";

            SeenRequest seen = served(traffic.trusted("", body));

            assertThat(seen.query()).isEqualTo("a=1&b=2");
            assertThat(seen.header("authorization")).contains("Bearer stored-main");
        }

        @Test
        void is_another_one_right_after_it_was_changed_and_none_right_after_it_was_removed() {
            String path = store("openai", "main", "stored-1");
            served(traffic.trusted(CHAT, chat(MODEL)));

            server.manage("PUT", path, "{\"secret\":\"stored-2\"}");
            assertThat(served(traffic.trusted(CHAT, chat(MODEL))).header("authorization"))
                    .contains("Bearer stored-2");

            server.manage("DELETE", path, null);
            assertThat(served(traffic.trusted(CHAT, chat(MODEL))).header("authorization"))
                    .isEmpty();
        }

        @Test
        void keeps_answers_apart_from_those_of_the_key_before_it() {
            String path = store("openai", "main", "stored-1");
            String[] cached = {"cf-aig-cache-key", "k"};
            traffic.trusted(CHAT, chat(MODEL), cached);
            assertThat(traffic.trusted(CHAT, chat(MODEL), cached).header("cf-aig-cache-status"))
                    .isEqualTo("HIT");

            server.manage("PUT", path, "{\"secret\":\"stored-2\"}");

            assertThat(traffic.trusted(CHAT, chat(MODEL), cached).header("cf-aig-cache-status"))
                    .isEqualTo("MISS");
        }

        @Test
        void is_found_for_each_step_of_a_universal_request() {
            store("openai", "main", "stored-main");
            store("anthropic", "main", "stored-anthropic");
            String steps = "[" + step("openai", "chat/completions", chat("fake-status-500"), "") + ","
                    + step("anthropic", "v1/messages", chat("claude-haiku-4-5", ",\"max_tokens\":9"), "") + "]";

            SeenRequest second = served(traffic.trusted("", steps));

            assertThat(second.header("x-api-key")).contains("stored-anthropic");
            assertThat(second.toString()).doesNotContain("stored-main");
        }
    }

    @Nested
    class The_operators_key {
        private static final String GROQ = "groq/chat/completions";

        @Test
        void is_for_callers_with_a_token_and_no_key_of_their_own() {
            assertThat(served(traffic.trusted(GROQ, chat(MODEL))).header("authorization"))
                    .contains("Bearer operator-key");
            assertThat(served(traffic.trusted(COMPAT, chat("groq/" + MODEL))).header("authorization"))
                    .contains("Bearer operator-key");
            assertThat(served(traffic.trusted(GROQ, chat(MODEL), "authorization", "Bearer own"))
                            .header("authorization"))
                    .contains("Bearer own");

            Answer stranger = traffic.post(GROQ, chat(MODEL));
            assertError(stranger, 402, 2021);
            assertThat(stranger.body().path("message").asText())
                    .isEqualTo("Gateway authentication is required to use unified billing");
        }

        @Test
        void comes_after_a_stored_one() {
            store("groq", "main", "stored-groq");

            assertThat(served(traffic.trusted(GROQ, chat(MODEL))).header("authorization"))
                    .contains("Bearer stored-groq");
        }

        @Test
        void is_not_used_where_the_caller_or_the_gateway_does_not_want_it() {
            assertForbidden(traffic.trusted(GROQ, chat(MODEL), "cf-aig-no-wholesale", "true"));
            traffic.set("\"byok_only\":true");

            assertForbidden(traffic.trusted(GROQ, chat(MODEL)));
            assertForbidden(traffic.trusted(GROQ, chat(MODEL), "cf-aig-no-wholesale", "false"));
            assertForbidden(traffic.trusted(CHAT, chat(MODEL)));
            served(traffic.trusted(GROQ, chat(MODEL), "authorization", "Bearer own"));
            store("groq", "main", "stored-groq");
            served(traffic.trusted(GROQ, chat(MODEL), "cf-aig-no-wholesale", "true"));
        }

        private static void assertForbidden(Answer answer) {
            assertError(answer, 400, 2044);
            assertThat(answer.body().path("message").asText())
                    .isEqualTo("Customer-provided provider credentials are required for this request");
        }
    }
}
