package dev.penstock.domain.providerconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.UpstreamRule;
import dev.penstock.domain.validation.Validated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderConfigTest {
    private static final String CANARY = "sk-canary-0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30.123Z");
    private static final ProviderConfigKey KEY =
            new ProviderConfigKey(new GatewayAddress(new AccountId("a"), new GatewayId("g")), new UUID(1, 2));
    private static final ProviderCatalog CATALOG = new ProviderCatalog(List.of(new Provider(
            new ProviderId("openai"),
            "OpenAI",
            List.of("open-ai"),
            new ProviderAuth("Authorization", "Bearer {key}", List.of(), null),
            List.of(UpstreamRule.below("https://openai.invalid")),
            null,
            null)));

    private static StoredSecret secret(@Nullable String value) {
        return new StoredSecret(new SecretId("id"), value == null ? null : new Secret(value));
    }

    private static Validated<ProviderConfig> define(ProviderConfigDraft draft) {
        return ProviderConfig.define(KEY, draft, () -> secret(CANARY), CATALOG, NOW);
    }

    private static ProviderConfig sound(ProviderConfigDraft draft) {
        return switch (define(draft)) {
            case Validated.Valid<ProviderConfig>(ProviderConfig config) -> config;
            case Validated.Invalid<ProviderConfig> invalid -> throw new AssertionError(invalid);
        };
    }

    private static List<String> wrong(ProviderConfigDraft draft) {
        return draft.violations(CATALOG).stream()
                .map(violation -> violation.path() + ": " + violation.message())
                .toList();
    }

    private static ProviderConfigDraft named(@Nullable String slug, @Nullable String alias) {
        return new ProviderConfigDraft(slug, alias, false, CallLimit.Draft.NONE, null, null);
    }

    private static ProviderConfigDraft withSecret(@Nullable String secret, @Nullable String secretId) {
        return new ProviderConfigDraft(
                "openai", "a", false, CallLimit.Draft.NONE, secret == null ? null : new Secret(secret), secretId);
    }

    @Nested
    class Defining {
        @Test
        void keeps_the_slug_as_it_was_sent_and_knows_the_provider() {
            ProviderConfig config = sound(named("open-ai", "Main key"));

            assertThat(config.provider().slug()).isEqualTo("open-ai");
            assertThat(config.provider().id()).isEqualTo(new ProviderId("openai"));
            assertThat(config.isBeside(sound(named("openai", "other")))).isTrue();
        }

        @Test
        void takes_custom_providers_at_their_word() {
            assertThat(sound(named("custom-mine", "a")).provider().id()).isEqualTo(new ProviderId("custom-mine"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "nobody", "OpenAI", "custom-", "custom-A", "custom-a b", "compat"})
        void does_not_find_other_providers(String slug) {
            assertThat(wrong(named(slug, "a"))).containsExactly("provider_slug: The provider was not found");
        }

        @Test
        void counts_calls_per_minute_unless_another_period_was_chosen() {
            assertThat(new CallLimit(5L, null).period()).isEqualTo(Duration.ofMinutes(1));
            assertThat(new CallLimit.Draft(5L, 3600L).limit().period()).isEqualTo(Duration.ofHours(1));
        }

        @Test
        void says_all_that_is_wrong_at_once() {
            ProviderConfigDraft draft = new ProviderConfigDraft(
                    null, null, null, new CallLimit.Draft(0L, 0L), new Secret(""), "with a space");

            assertThat(wrong(draft))
                    .containsExactly(
                            "provider_slug: Required",
                            "alias: Required",
                            "default_config: Required",
                            "rate_limit: Number must be greater than or equal to 1",
                            "rate_limit_period: Number must be greater than or equal to 1",
                            "secret: String must contain at least 1 character(s)",
                            "secret: Invalid",
                            "secret_id: Invalid");
            assertThat(define(draft)).isInstanceOf(Validated.Invalid.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {" a", "a ", "a\nb", "ä", "\u0000", "a\u007f"})
        void refuses_aliases_that_cannot_stand_in_a_header(String alias) {
            assertThat(wrong(named("openai", alias))).containsExactly("alias: Invalid");
        }

        @Test
        void bounds_every_length() {
            assertThat(wrong(named("openai", "a".repeat(128)))).isEmpty();
            assertThat(wrong(named("openai", "a".repeat(129))))
                    .containsExactly("alias: String must contain at most 128 character(s)");
            assertThat(wrong(withSecret("s".repeat(16_384), "i".repeat(256)))).isEmpty();
            assertThat(wrong(withSecret("s".repeat(16_385), "i".repeat(257))))
                    .containsExactly(
                            "secret: String must contain at most 16384 character(s)",
                            "secret_id: String must contain at most 256 character(s)");
        }

        @ParameterizedTest
        @ValueSource(strings = {" ", "\n\t", "\ud800", "sk-\udc00"})
        void refuses_secrets_that_no_provider_can_have_given(String secret) {
            assertThat(wrong(withSecret(secret, null))).containsExactly("secret: Invalid");
            assertThat(new SecretDraft(new Secret(secret)).violations()).hasSize(1);
        }
    }

    @Nested
    class Rotating {
        @Test
        void needs_a_secret() {
            assertThat(new SecretDraft(null).violations()).hasSize(1);
            assertThat(new SecretDraft(new Secret("")).violations()).hasSize(2);
            assertThat(new SecretDraft(new Secret("{\n\"key\": \"ä\"}")).violations())
                    .isEmpty();
        }

        @Test
        void keeps_the_name_of_the_secret() {
            ProviderConfig config = sound(named("openai", "a"));

            ProviderConfig next = config.rotated(new Secret("next"), NOW.plusSeconds(1));

            assertThat(next.secret()).isEqualTo(secret("next"));
            assertThat(next.modifiedAt()).isEqualTo(NOW.plusSeconds(1));
            assertThat(config.rotated(new Secret("next"), NOW.minusSeconds(1)).modifiedAt())
                    .isEqualTo(NOW);
        }
    }

    @Nested
    class Hiding {
        @ParameterizedTest
        @ValueSource(strings = {"x", "short", "nineteen-characters", "{\"private_key\": \"0123456789\"}\n"})
        void shows_nothing_of_what_is_short_or_ends_oddly(String secret) {
            assertThat(secret(secret).preview()).isEqualTo("****");
        }

        @Test
        void shows_the_end_of_a_long_key_and_nothing_of_none() {
            assertThat(secret(CANARY).preview()).isEqualTo("****cdef");
            assertThat(secret(null).preview()).isEmpty();
        }

        @Test
        void knows_its_value_when_it_sees_it() {
            assertThat(secret(CANARY).holds(new Secret(CANARY))).isTrue();
            assertThat(secret(CANARY).holds(new Secret(CANARY + "x"))).isFalse();
            assertThat(secret(null).holds(new Secret(""))).isFalse();
        }

        @Test
        void prints_no_secret() {
            ProviderConfigDraft draft = withSecret(CANARY, null);

            assertThat(draft.toString()).doesNotContain(CANARY);
            assertThat(sound(draft).toString()).doesNotContain(CANARY);
            assertThat(new SecretDraft(new Secret(CANARY)).toString()).doesNotContain(CANARY);
            assertThat(wrong(withSecret("\ud800" + CANARY, CANARY + " ")).toString())
                    .contains("Invalid")
                    .doesNotContain(CANARY);
        }
    }
}
