package dev.penstock.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferencePathTest {
    private static final GatewayAddress ADDRESS = new GatewayAddress(new AccountId("acc"), new GatewayId("gw"));

    @ParameterizedTest
    @CsvSource({
        "/v1/acc/gw/openai/chat/completions, openai, chat/completions",
        "/v1/acc/gw/openai/v1/chat/completions, openai, v1/chat/completions",
        "/v1/acc/gw/openai, openai, ''",
        "/v1/acc/gw/openai/, openai, ''",
        "/v1/acc/gw/custom-mine/a//b/, custom-mine, a//b/",
        "/v1/acc/gw/workers-ai/@cf/meta/llama-3.1-8b-instruct, workers-ai, @cf/meta/llama-3.1-8b-instruct",
        "/v1/acc/gw/openai/files/a%2Fb%20c, openai, files/a%2Fb%20c",
        "/v1/acc/gw/openai/a..b/...c/.d, openai, a..b/...c/.d",
        "/v1/acc/gw/openai/%252e%252e/x, openai, %252e%252e/x",
        "/v1/acc/gw/Open%20AI/x, Open%20AI, x",
    })
    void takes_a_providers_path_as_it_was_sent(String path, String slug, String below) {
        assertThat(InferencePath.parse(path, "a=1&b"))
                .isEqualTo(new InferencePath(ADDRESS, new RequestTarget.Native(slug, below, "a=1&b")));
    }

    @Test
    void begins_with_the_provider_on_a_hostname_of_the_gateways_own() {
        assertThat(InferencePath.parse(ADDRESS, "/openai/v1/models", "a=1"))
                .isEqualTo(new InferencePath(ADDRESS, new RequestTarget.Native("openai", "v1/models", "a=1")));
        assertThat(InferencePath.parse(ADDRESS, "/compat/chat/completions", null))
                .isEqualTo(new InferencePath(ADDRESS, new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "openai", "*", "/openai/../x", "/openai/%2e%2e/x", "/compat"})
    void names_no_provider_there_either(String path) {
        assertThat(InferencePath.parse(ADDRESS, path, null)).isNull();
    }

    @Test
    void leaves_it_to_the_body_where_nothing_stands_below_the_gateway() {
        InferencePath universal = new InferencePath(ADDRESS, null);

        assertThat(InferencePath.parse("/v1/acc/gw", null)).isEqualTo(universal);
        assertThat(InferencePath.parse("/v1/acc/gw/", null)).isEqualTo(universal);
        assertThat(InferencePath.parse(ADDRESS, "/", null)).isEqualTo(universal);
    }

    @Test
    void knows_the_unified_responses_endpoint() {
        assertThat(InferencePath.parse("/v1/acc/gw/compat/responses", "a=1"))
                .isEqualTo(new InferencePath(ADDRESS, new RequestTarget.Unified(Api.RESPONSES, "a=1")));
    }

    @Test
    void knows_the_unified_chat_endpoint() {
        assertThat(InferencePath.parse("/v1/acc/gw/compat/chat/completions", null))
                .isEqualTo(new InferencePath(ADDRESS, new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1",
                "/v1/",
                "/v1/acc",
                "/v1/acc/",
                "/v2/acc/gw/openai/x",
                "/v1//gw/openai/x",
                "/v1/acc//openai/x",
                "/v1/a%20b/gw/openai/x",
                "/v1/acc/G.W/openai/x",
                "/v1/acc/gw--x/openai/x",
                "/v1/acc/gw/compat",
                "/v1/acc/gw/compat/embeddings",
                "/v1/acc/gw/compat/chat/completions/",
            })
    void is_none_without_account_gateway_and_provider(String path) {
        assertThat(InferencePath.parse(path, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/acc/gw/openai/../x",
                "/v1/acc/gw/openai/..",
                "/v1/acc/gw/openai/a/../../x",
                "/v1/acc/../gw/openai/x",
                "/v1/acc/gw/openai/%2e%2e/x",
                "/v1/acc/gw/openai/%2E%2E/x",
                "/v1/acc/gw/openai/.%2e/x",
                "/v1/acc/gw/openai/%2e./x",
                "/v1/acc/gw/openai/..%2fx",
                "/v1/acc/gw/openai/..%2Fx",
                "/v1/acc/gw/openai/a%2f..%2fx",
                "/v1/acc/gw/openai/..\\x",
                "/v1/acc/gw/openai/..%5cx",
                "/v1/acc/gw/openai/%2e%2e%5Cx",
                "/v1/acc/gw/openai/a\\..",
                "/v1/acc/gw/openai/%2e%2e",
                "/v1/acc/gw/openai/..;/x",
                "/v1/acc/gw/openai/..;a=b/x",
                "/v1/acc/gw/openai/%2e%2e%3b/x",
            })
    void is_none_when_the_path_climbs(String path) {
        assertThat(InferencePath.parse(path, null)).isNull();
    }

    @Test
    void is_none_without_a_path() {
        assertThat(InferencePath.parse(null, null)).isNull();
    }
}
