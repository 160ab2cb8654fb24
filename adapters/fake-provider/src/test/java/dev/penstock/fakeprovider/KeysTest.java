package dev.penstock.fakeprovider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final RunningFakeProvider OPEN = RunningFakeProvider.withDefaults();
    private static final RunningFakeProvider STRICT =
            new RunningFakeProvider(FakeProviderOptions.defaults().requireKey("right", "AKIDRIGHT"));
    private static final String CHAT =
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
    private static final String CONVERSE = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hello\"}]}]}";
    private static final String AZURE = "/openai/deployments/gpt-4o-mini/chat/completions";
    private static final String VERTEX = "/v1/projects/p/locations/us-central1/endpoints/openapi/chat/completions";
    private static final String GEMINI = "/v1beta/models/m:generateContent";

    @AfterAll
    static void stop() {
        OPEN.close();
        STRICT.close();
    }

    @Test
    void each_provider_takes_its_key_in_its_own_place() throws Exception {
        String gemini = "{\"contents\":[{\"parts\":[{\"text\":\"hello\"}]}]}";

        assertThat(STRICT.status("/v1/chat/completions", CHAT, "Authorization", "Bearer right"))
                .isEqualTo(200);
        assertThat(STRICT.status(
                        "/v1/responses", "{\"model\":\"m\",\"input\":\"hi\"}", "Authorization", "Bearer right"))
                .isEqualTo(200);
        assertThat(STRICT.status("/v1/messages", CHAT, "x-api-key", "right")).isEqualTo(200);
        assertThat(STRICT.status(GEMINI, gemini, "x-goog-api-key", "right")).isEqualTo(200);
        assertThat(STRICT.status(GEMINI + "?key=right", gemini)).isEqualTo(200);
        assertThat(STRICT.status(AZURE + "?api-version=2024-10-21", CHAT, "api-key", "right"))
                .isEqualTo(200);
        assertThat(STRICT.status(VERTEX, CHAT, "Authorization", "Bearer right")).isEqualTo(200);
        assertThat(STRICT.status("/model/m/converse", CONVERSE, "Authorization", "Bearer right"))
                .isEqualTo(200);
        assertThat(STRICT.status("/model/m/converse", CONVERSE, signed("AKIDRIGHT")))
                .isEqualTo(200);
    }

    @Test
    void each_provider_refuses_other_keys_in_its_own_words() throws Exception {
        HttpResponse<String> openAi = STRICT.post("/v1/chat/completions", CHAT, "Authorization", "Bearer wrong");
        HttpResponse<String> anthropic = STRICT.post("/v1/messages", CHAT, "x-api-key", "wrong");
        HttpResponse<String> gemini = STRICT.post(GEMINI, "{}", "x-goog-api-key", "wrong");
        HttpResponse<String> bedrock = STRICT.post("/model/m/converse", CONVERSE, signed("AKIDWRONG"));

        assertThat(openAi.statusCode()).isEqualTo(401);
        assertThat(openAi.body()).contains("\"code\":\"invalid_api_key\"").doesNotContain("wrong");
        assertThat(anthropic.statusCode()).isEqualTo(401);
        assertThat(anthropic.body()).contains("\"type\":\"authentication_error\"");
        assertThat(gemini.statusCode()).isEqualTo(401);
        assertThat(gemini.body()).contains("\"status\":\"UNAUTHENTICATED\"");
        assertThat(bedrock.statusCode()).isEqualTo(403);
        assertThat(bedrock.headers().firstValue("x-amzn-errortype")).contains("UnrecognizedClientException");
        assertThat(STRICT.status("/v1/chat/completions", CHAT)).isEqualTo(401);
        assertThat(STRICT.get("/v1/models").statusCode()).isEqualTo(401);
    }

    @Test
    void without_required_keys_only_some_providers_want_one() throws Exception {
        assertThat(OPEN.status("/v1/chat/completions", CHAT)).isEqualTo(200);
        assertThat(OPEN.status("/v1/messages", CHAT)).isEqualTo(200);
        assertThat(OPEN.status(AZURE + "?api-version=1", CHAT)).isEqualTo(401);
        assertThat(OPEN.status(AZURE + "?api-version=1", CHAT, "Authorization", "Bearer any"))
                .isEqualTo(401);
        assertThat(OPEN.status(AZURE + "?api-version=1", CHAT, "api-key", "any"))
                .isEqualTo(200);
        assertThat(OPEN.status(AZURE, CHAT, "api-key", "any")).isEqualTo(404);
        assertThat(OPEN.status(VERTEX, CHAT)).isEqualTo(401);
        assertThat(OPEN.status(VERTEX, CHAT, "Authorization", "Bearer any")).isEqualTo(200);
    }

    @Test
    void on_azure_the_deployment_is_the_model() throws Exception {
        String path = "/openai/deployments/gpt-4o-mini+fake-status-503/chat/completions?api-version=1";

        assertThat(OPEN.status(path, CHAT, "api-key", "any")).isEqualTo(503);
        assertThat(OPEN.post(AZURE + "?api-version=1", CHAT, "api-key", "any").body())
                .contains("\"model\":\"gpt-4o-mini\"");
    }

    @Test
    void bedrock_wants_a_signature_of_the_right_form_or_a_bearer() throws Exception {
        HttpResponse<String> bare = OPEN.post("/model/m/converse", CONVERSE);
        HttpResponse<String> undated = OPEN.post("/model/m/converse", CONVERSE, "Authorization", signed("AKID")[1]);
        HttpResponse<String> partial = OPEN.post(
                "/model/m/converse",
                CONVERSE,
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKID/20261127/us-east-1/bedrock/aws4_request",
                "x-amz-date",
                "20261127T120000Z");

        assertThat(OPEN.status("/model/m/converse", CONVERSE, signed("AKID"))).isEqualTo(200);
        assertThat(bare.statusCode()).isEqualTo(403);
        assertThat(bare.body()).contains("Missing Authentication Token");
        assertThat(bare.headers().firstValue("x-amzn-errortype")).contains("MissingAuthenticationTokenException");
        assertThat(undated.statusCode()).isEqualTo(403);
        assertThat(undated.headers().firstValue("x-amzn-errortype")).contains("IncompleteSignatureException");
        assertThat(partial.statusCode()).isEqualTo(403);
    }

    private static String[] signed(String keyId) {
        return new String[] {
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=" + keyId + "/20261127/us-east-1/bedrock/aws4_request, "
                    + "SignedHeaders=host;x-amz-date, Signature=" + "0a".repeat(32),
            "x-amz-date",
            "20261127T120000Z"
        };
    }
}
