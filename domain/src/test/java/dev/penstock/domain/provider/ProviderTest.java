package dev.penstock.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.domain.account.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderTest {
    private static final AccountId ACCOUNT = new AccountId("0123456789abcdef0123456789abcdef");

    private static final UpstreamRule AZURE = new UpstreamRule(
            "{resource}/{deployment}/{path}",
            "https://{resource}.azure.example",
            "openai/deployments/{deployment}/{path}");

    @Test
    void puts_every_path_below_its_base() {
        Provider provider = provider(UpstreamRule.below("https://api.example/base"));

        assertThat(provider.upstream("v1/chat", ACCOUNT))
                .isEqualTo(new Upstream("https://api.example/base", "/v1/chat"));
        assertThat(provider.upstream("", ACCOUNT)).isEqualTo(new Upstream("https://api.example/base", "/"));
        assertThat(provider.upstream("a//b/", ACCOUNT)).isEqualTo(new Upstream("https://api.example/base", "/a//b/"));
    }

    @Test
    void reaches_the_same_place_whether_or_not_the_path_repeats_the_version() {
        Provider provider = provider(UpstreamRule.below("https://api.example/v1"));

        assertThat(provider.upstream("v1/chat/completions", ACCOUNT))
                .isEqualTo(provider.upstream("chat/completions", ACCOUNT));
        assertThat(provider.upstream("chat/completions", ACCOUNT))
                .isEqualTo(new Upstream("https://api.example/v1", "/chat/completions"));
        assertThat(provider.upstream("v10/chat", ACCOUNT))
                .isEqualTo(new Upstream("https://api.example/v1", "/v10/chat"));
    }

    @Test
    void takes_the_longest_repetition_of_a_longer_base() {
        Provider provider = provider(UpstreamRule.below("https://api.example/openai/v1"));

        assertThat(provider.upstream("openai/v1/chat", ACCOUNT)).isEqualTo(provider.upstream("chat", ACCOUNT));
        assertThat(provider.upstream("v1/chat", ACCOUNT)).isEqualTo(provider.upstream("chat", ACCOUNT));
    }

    @Test
    void leaves_repetitions_alone_that_are_no_version() {
        Provider provider = provider(UpstreamRule.below("https://api.example/models"));

        assertThat(provider.upstream("models/a", ACCOUNT))
                .isEqualTo(new Upstream("https://api.example/models", "/models/a"));
    }

    @Test
    void does_not_take_the_host_for_a_repeated_part() {
        Provider provider = provider(UpstreamRule.below("https://v1"));

        assertThat(provider.upstream("v1/chat", ACCOUNT)).isEqualTo(new Upstream("https://v1", "/v1/chat"));
    }

    @Test
    void fills_names_into_host_and_path() {
        assertThat(provider(AZURE).upstream("my-res/gpt-4o/chat/completions", ACCOUNT))
                .isEqualTo(new Upstream("https://my-res.azure.example", "/openai/deployments/gpt-4o/chat/completions"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example#",
                "evil.example",
                "a:80",
                "a@b",
                "user:pass@evil",
                "-a",
                "a-",
                "a_b",
                "%2e",
                "a%2fb",
                "é",
                "..",
                "a\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void lets_no_path_choose_a_host_of_its_own(String resource) {
        assertThat(provider(AZURE).upstream(resource + "/gpt-4o/chat", ACCOUNT)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my-res", "my-res/", "my-res/gpt", "/gpt/chat", "my-res//chat"})
    void knows_no_place_for_paths_of_another_form(String path) {
        assertThat(provider(AZURE).upstream(path, ACCOUNT)).isNull();
    }

    @Test
    void takes_the_first_rule_that_fits() {
        Provider provider = provider(
                new UpstreamRule("chat", "https://chat.example", "v2/chat"), UpstreamRule.below("https://api.example"));

        assertThat(provider.upstream("chat", ACCOUNT)).isEqualTo(new Upstream("https://chat.example", "/v2/chat"));
        assertThat(provider.upstream("chat/more", ACCOUNT))
                .isEqualTo(new Upstream("https://api.example", "/chat/more"));
    }

    @Test
    void moves_to_another_address_with_every_rule() {
        Provider provider = provider(
                new UpstreamRule("chat", "https://chat.example", "v2/chat"), UpstreamRule.below("https://api.example"));

        Provider moved = provider.at("http://localhost:9001//");

        assertThat(moved.upstream("chat", ACCOUNT)).isEqualTo(new Upstream("http://localhost:9001", "/v2/chat"));
        assertThat(moved.upstream("models", ACCOUNT)).isEqualTo(new Upstream("http://localhost:9001", "/models"));
    }

    @Test
    void serves_its_own_paths_there_and_remembers_the_address_that_their_names_had_made() {
        Provider moved = provider(AZURE).at("http://localhost:9001/v1");

        assertThat(moved.upstream("my-res/gpt-4o/chat", ACCOUNT))
                .isEqualTo(new Upstream(
                        "http://localhost:9001/v1",
                        "/openai/deployments/gpt-4o/chat",
                        false,
                        "https://my-res.azure.example"));
    }

    @Test
    void a_name_that_no_host_could_have_is_no_obstacle_at_another_address() {
        Provider moved = provider(AZURE).at("http://localhost:9001");

        assertThat(moved.upstream("my_res/gpt-4o/chat", ACCOUNT))
                .isEqualTo(new Upstream("http://localhost:9001", "/openai/deployments/gpt-4o/chat"));
    }

    @Test
    void finds_no_place_at_another_address_for_a_path_without_its_names() {
        Provider moved = provider(AZURE).at("http://localhost:9001");

        assertThat(moved.upstream("/gpt-4o/chat", ACCOUNT)).isNull();
    }

    @Test
    void fills_the_account_into_the_address() {
        Provider provider = provider(new UpstreamRule("{path}", "https://api.example/{account}/ai", "run/{path}"));

        assertThat(provider.upstream("@cf/model", ACCOUNT))
                .isEqualTo(new Upstream("https://api.example/" + ACCOUNT + "/ai", "/run/@cf/model"));
    }

    @Test
    void needs_a_rule_and_bases_without_a_slash_at_the_end() {
        assertThatThrownBy(ProviderTest::provider).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> UpstreamRule.below("https://a.example/")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void is_found_by_slug_alias_and_prefix() {
        Provider provider = provider(UpstreamRule.below("https://api.example"));
        ProviderCatalog catalog = new ProviderCatalog(List.of(provider));

        assertThat(catalog.bySlug("acme")).contains(provider);
        assertThat(catalog.bySlug("acme-ai")).contains(provider);
        assertThat(catalog.bySlug("Acme")).isEmpty();
        assertThat(catalog.byUnifiedPrefix("acme-chat")).contains(provider);
        assertThat(catalog.withBaseUrl(provider.id(), "http://localhost:1/")
                        .bySlug("acme")
                        .flatMap(moved -> Optional.ofNullable(moved.upstream("x", ACCOUNT))))
                .contains(new Upstream("http://localhost:1", "/x"));
        assertThatThrownBy(() -> new ProviderCatalog(List.of(provider, provider)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void is_found_by_the_author_of_its_models_wherever_it_is() {
        Provider provider = provider(UpstreamRule.below("https://api.example"));
        ProviderCatalog catalog = new ProviderCatalog(
                        List.of(provider), Map.of("inventor", provider.id(), "lost", new ProviderId("gone")))
                .withBaseUrl(provider.id(), "http://localhost:1");

        assertThat(catalog.byAuthor("inventor").map(Provider::id)).contains(provider.id());
        assertThat(catalog.byAuthor("acme-chat").map(Provider::id)).contains(provider.id());
        assertThat(catalog.byAuthor("lost")).isEmpty();
        assertThat(catalog.byAuthor("nobody")).isEmpty();
        assertThat(catalog.byUnifiedPrefix("inventor")).isEmpty();
    }

    private static Provider provider(UpstreamRule... rules) {
        return new Provider(
                new ProviderId("acme"),
                "Acme",
                List.of("acme-ai"),
                new ProviderAuth("authorization", "Bearer {key}", List.of(), null),
                List.of(rules),
                Provider.Unified.chat("acme-chat", "chat/completions"),
                null);
    }
}
