package dev.penstock.providers.credential;

import static dev.penstock.providers.credential.SampleKeys.AWS;
import static dev.penstock.providers.credential.SampleKeys.CANARY;
import static dev.penstock.providers.credential.SampleKeys.base64;
import static dev.penstock.providers.credential.SampleKeys.provider;
import static dev.penstock.providers.credential.SampleKeys.serviceAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.application.port.CredentialReader;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.Credential;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCredentialReaderTest {
    private static final String ACCOUNT = serviceAccount(SampleKeys.rsa(), "");

    private final CredentialReader reader = new JsonCredentialReader();

    private Credential read(String slug, String secret) {
        return reader.read(provider(slug), new Secret(secret), "the-id");
    }

    private void refuses(String slug, String secret, String reason) {
        assertThatExceptionOfType(CredentialReader.Unusable.class)
                .isThrownBy(() -> read(slug, secret))
                .satisfies(unusable -> assertThat(unusable.reason()).isEqualTo(reason))
                .satisfies(unusable -> assertThat(unusable.toString()).doesNotContain(CANARY))
                .withNoCause();
    }

    @Nested
    class A_plain_key {
        @Test
        void is_all_there_is() {
            assertThat(read("openai", " sk-1\n")).isEqualTo(Credential.plain(new Secret("sk-1"), "the-id"));
        }

        @Test
        void may_look_like_json_where_keys_are_never_json() {
            assertThat(read("openai", "{x").secret()).isEqualTo(new Secret("{x"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\r\nx-evil: 1", "ä", "\u0000"})
        void must_fit_into_a_header(String secret) {
            refuses("openai", secret + CANARY, "the key holds characters that no header can carry");
        }
    }

    @Nested
    class For_bedrock {
        @Test
        void says_its_region() {
            Credential read = reader.read(provider("aws-bedrock"), AWS, "the-id");

            assertThat(read).isEqualTo(new Credential(AWS, "the-id", Map.of("region", "eu-west-1")));
        }

        @Test
        void has_the_first_region_when_it_says_none_and_when_it_is_an_api_key() {
            assertThat(read("aws-bedrock", "{\"accessKeyId\":\"a\",\"secretAccessKey\":\"b\"}")
                            .places())
                    .isEqualTo(Map.of("region", "us-east-1"));
            assertThat(read("aws-bedrock", "bedrock-api-key-YWJjZA=="))
                    .isEqualTo(new Credential(
                            new Secret("bedrock-api-key-YWJjZA=="), "the-id", Map.of("region", "us-east-1")));
        }

        @Test
        void must_have_both_keys_in_their_form() {
            String half = "{\"accessKeyId\":\"a\",\"x\":\"" + CANARY + "\"}";

            refuses("aws-bedrock", half, "the key's JSON has no 'secretAccessKey'");
            refuses("aws-bedrock", half.replace("\"a\"", "1"), "'accessKeyId' in the key's JSON is no text");
            refuses(
                    "aws-bedrock",
                    "{\"accessKeyId\":\"a\\r\\nb\",\"secretAccessKey\":\"" + CANARY + "\"}",
                    "'accessKeyId' in the key's JSON has not the form of one");
        }

        @Test
        void must_name_a_region_that_can_stand_in_a_host() {
            String evil = AWS.reveal().replace("eu-west-1", "evil.example/");

            refuses("aws-bedrock", evil, "'region' in the key's JSON has not the form of one");
        }

        @ParameterizedTest
        @ValueSource(strings = {"{", "{\"a\":}", "{} {}", "{\"a\":1,\"a\":2}"})
        void must_be_readable_when_it_begins_like_json(String secret) {
            refuses("aws-bedrock", secret + " ", "the key is no readable JSON");
        }
    }

    @Nested
    class For_vertex {
        @Test
        void says_project_and_region_plainly_or_in_base64() {
            Map<String, String> places = Map.of("project", "my-project", "region", "us-central1");
            Credential expected = new Credential(new Secret(ACCOUNT), "the-id", places);

            assertThat(read("google-vertex-ai", ACCOUNT)).isEqualTo(expected);
            assertThat(read("google-vertex-ai", base64(ACCOUNT))).isEqualTo(expected);
            assertThat(read("google-vertex-ai", base64(ACCOUNT).replaceAll(".{76}", "$0\n")))
                    .isEqualTo(expected);
        }

        @Test
        void may_name_a_region_beside_what_google_writes() {
            String there = ACCOUNT.replace("{\"type\"", "{\"region\": \"europe-west4\", \"type\"");

            assertThat(read("google-vertex-ai", there).places()).containsEntry("region", "europe-west4");
        }

        @Test
        void may_be_an_access_token_which_says_nothing_more() {
            assertThat(read("google-vertex-ai", "ya29.abc"))
                    .isEqualTo(Credential.plain(new Secret("ya29.abc"), "the-id"));
        }

        @Test
        void must_be_a_whole_service_account() {
            refuses("google-vertex-ai", "{\"project_id\":\"p\"}", "the key's JSON has no 'client_email'");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://oauth2.googleapis.com/token",
                    "https://evil.example/token",
                    "https://googleapis.com.evil.example/token",
                    "https://oauth2.googleapis.com:8443/token",
                    "https://x@oauth2.googleapis.com/token",
                    "http://169.254.169.254/"
                })
        void sends_what_it_signs_to_google_only(String uri) {
            String evil = ACCOUNT.replace("{\"type\"", "{\"token_uri\": \"" + uri + "\", \"type\"");

            refuses("google-vertex-ai", evil, "'token_uri' in the key's JSON is not an https address of Google's");
        }
    }

    @Nested
    class For_azure {
        @ParameterizedTest
        @CsvSource({"azure-openai", "azure"})
        void says_resource_and_version_beside_the_key(String slug) {
            assertThat(read(slug, "{\"apiKey\":\"k\",\"resource\":\"my-res\",\"apiVersion\":\"2025-01-01-preview\"}"))
                    .isEqualTo(new Credential(
                            new Secret("k"),
                            "the-id",
                            Map.of("resource", "my-res", "api_version", "2025-01-01-preview")));
        }

        @Test
        void has_a_version_when_it_says_none() {
            assertThat(read("azure-openai", "{\"apiKey\":\"k\",\"resource\":\"my-res\"}")
                            .places())
                    .isEqualTo(Map.of("resource", "my-res", "api_version", "2024-10-21"));
        }

        @Test
        void may_be_a_plain_key() {
            assertThat(read("azure-openai", "k")).isEqualTo(Credential.plain(new Secret("k"), "the-id"));
        }

        @Test
        void must_name_a_resource_that_can_stand_in_a_host() {
            refuses(
                    "azure-openai",
                    "{\"apiKey\":\"" + CANARY + "\",\"resource\":\"a.b\"}",
                    "'resource' in the key's JSON has not the form of one");
        }
    }
}
