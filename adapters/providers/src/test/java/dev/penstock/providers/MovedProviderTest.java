package dev.penstock.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import dev.penstock.providers.TranslationBed.Way;
import dev.penstock.providers.credential.JsonCredentialReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that an operator moved, called with all that their keys say. */
class MovedProviderTest {
    private static final TranslationBed BED = new TranslationBed();

    @AfterAll
    static void close() {
        BED.close();
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void a_moved_provider_of_bedrock_is_signed_for_the_region_of_the_keys(Api api) {
        Way way = new Way(api, "aws-bedrock", false);

        BED.heard(way, way.saying("hi").to("anthropic.claude-v2:1"));

        assertThat(BED.seen().path()).isEqualTo("/model/anthropic.claude-v2%3A1/converse");
        assertThat(BED.seen().header("authorization").orElseThrow())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-west-1/bedrock/aws4_request");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void a_moved_provider_of_bedrock_takes_a_plain_api_key(Api api) {
        Provider bedrock = TranslationBed.catalogued("aws-bedrock").at(BED.fake.url());
        Credential key = new JsonCredentialReader().read(bedrock, new Secret("api-key"), "id");
        UnifiedQuestion question = UnifiedQuestion.saying(api, true, "hi");

        InferenceReply reply = BED.loop.send(question.call(bedrock, key));

        assertThat(Heard.of(api, true, BED.loop.all(reply)).text()).startsWith("You said hi");
        assertThat(BED.seen().path()).isEqualTo("/model/gpt-4o/converse-stream");
        assertThat(BED.seen().header("authorization")).hasValue("Bearer api-key");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void a_moved_provider_of_azure_is_asked_for_the_deployment_in_the_version_of_the_key(Api api) {
        Way way = new Way(api, "azure-openai", false);

        BED.heard(way, way.saying("hi"));

        assertThat(BED.seen().path()).isEqualTo("/openai/deployments/gpt-4o/chat/completions");
        assertThat(BED.seen().query()).isEqualTo("api-version=2025-01-01");
        assertThat(BED.seen().header("api-key")).hasValue("azure-key");
    }

    @ParameterizedTest
    @EnumSource(Api.class)
    void a_moved_provider_of_vertex_is_shown_a_token_of_the_service_account(Api api) {
        Way way = new Way(api, "google-vertex-ai", true);

        BED.heard(way, way.saying("hi"));

        assertThat(BED.seen().path())
                .isEqualTo("/v1/projects/my-project/locations/europe-west4/endpoints/openapi/chat/completions");
        assertThat(BED.seen().header("authorization").orElseThrow()).startsWith("Bearer fake-access-token-");
    }
}
