package dev.penstock.domain.customprovider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomProviderTest {
    private static CustomProviderDraft draft(String slug, String url, Map<String, String> headers) {
        return new CustomProviderDraft(
                new Reach.Draft(Given.of(slug), Given.of(url), Given.of(headers), Given.omitted()),
                Presentation.Draft.named("A"));
    }

    private static List<String> violations(CustomProviderDraft draft) {
        return draft.violations(true).stream()
                .map(Violation::path)
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "a-b", "custom-ai", "a--b"})
    void takes_a_slug_of_letters_digits_and_hyphens(String slug) {
        assertThat(violations(draft(slug, "https://a.example", Map.of()))).isEmpty();
        assertThat(new CustomSlug(slug).trafficName().slug()).isEqualTo("custom-" + slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a_b", "a.b", "a/b", "\u00e9", "a b"})
    void refuses_every_other_slug(String slug) {
        assertThat(violations(draft(slug, "https://a.example", Map.of()))).containsExactly("slug");
    }

    @Test
    void bounds_every_size() {
        Map<String, String> many =
                IntStream.range(0, 65).mapToObj(i -> "h" + i).collect(Collectors.toMap(name -> name, name -> "v"));

        assertThat(violations(draft("a".repeat(65), "https://a.example", Map.of())))
                .containsExactly("slug");
        assertThat(violations(draft("a", "https://a.example/" + "a".repeat(2048), Map.of())))
                .containsExactly("base_url");
        assertThat(violations(draft("a", "https://a.example", many))).containsExactly("headers");
        assertThat(violations(draft("a", "https://a.example", Map.of("a", "v".repeat(4097)))))
                .containsExactly("headers.a");
        assertThat(violations(draft("a", "https://a.example", Map.of("a", "v".repeat(4096), "b", "v".repeat(4096)))))
                .containsExactly("headers");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example, /v1/chat/completions",
        "https://a.example/, https://a.example, /v1/chat/completions",
        "https://a.example/v1, https://a.example/v1, /chat/completions",
        "https://a.example/api//, https://a.example/api, /chat/completions",
    })
    void knows_its_base_and_its_chat_endpoint(String url, String base, String chat) {
        Reach reach = new Reach(new CustomSlug("a"), new ProviderUrl(url), ExtraHeaders.NONE, true);

        assertThat(reach.baseUrl().base()).isEqualTo(base);
        assertThat(reach.chatPath()).isEqualTo(chat);
    }

    @Test
    void does_not_print_its_headers() {
        Validated<CustomProvider> made = CustomProvider.define(
                new AccountId("a"),
                new CustomProviderId(new UUID(1, 2)),
                draft("a", "https://a.example", Map.of("x-key", "canary")),
                Instant.EPOCH);

        assertThat(made.toString()).contains("x-key").doesNotContain("canary");
    }

    @Test
    void adds_its_headers_where_the_caller_sent_none() {
        ExtraHeaders extra = ExtraHeaders.of(Map.of("X-Key", "ours"));

        assertThat(extra.under(Headers.NONE).get("x-key")).isEqualTo("ours");
        Headers sent = new Headers(List.of(new Header("x-key", "theirs")));
        assertThat(extra.under(sent)).isEqualTo(sent);
    }
}
