package dev.penstock.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.application.inference.ConductSettings;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.storage.sql.MasterKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final String TOKEN = "sixteen-or-more-";
    private static final String MASTER_KEY = "0c".repeat(32);
    private static final ServerSettings FULL = new ServerSettings(
            new ServerSettings.Listener("::1", 1),
            Path.of("folder"),
            new AccountId("kept"),
            new Secret("a token from elsewhere"),
            Path.of("prices"),
            "http://public.example",
            Map.of(new ProviderId("openai"), ProviderSettings.NONE.withBaseUrl("http://127.0.0.1:2")),
            true,
            MasterKey.parse("ab".repeat(32)),
            true,
            new CacheSettings(3, true),
            new ConductSettings(ConductOptions.NONE, new BreakerRule(7, Duration.ofMillis(7))));

    @Test
    void changes_nothing_where_it_says_nothing() {
        assertThat(Environment.over(FULL, Map.of("PATH", "/bin"))).isEqualTo(FULL);
    }

    @Test
    void counts_an_empty_variable_as_unset() {
        Map<String, String> empty = Map.of(
                "PENSTOCK_ACCOUNT_ID",
                "",
                "PENSTOCK_API_TOKEN",
                "",
                "PENSTOCK_MASTER_KEY",
                "",
                "PENSTOCK_DATABASE_URL",
                "",
                "PENSTOCK_REDIS_URL",
                "");

        assertThat(Environment.over(FULL, empty)).isEqualTo(FULL);
    }

    @Test
    void names_account_token_and_master_key_and_leaves_the_rest() {
        Map<String, String> said =
                Map.of("PENSTOCK_ACCOUNT_ID", "mine", "PENSTOCK_API_TOKEN", TOKEN, "PENSTOCK_MASTER_KEY", MASTER_KEY);

        ServerSettings settings = Environment.over(FULL, said);

        assertThat(settings)
                .isEqualTo(new ServerSettings(
                        FULL.listener(),
                        FULL.data(),
                        new AccountId("mine"),
                        new Secret(TOKEN),
                        FULL.prices(),
                        FULL.publicUrl(),
                        FULL.providers(),
                        true,
                        MasterKey.parse(MASTER_KEY),
                        true,
                        FULL.cache(),
                        FULL.conduct()));
        assertThat(settings.toString()).doesNotContain(TOKEN, MASTER_KEY);
    }

    @Test
    void refuses_a_token_that_can_be_guessed_without_repeating_it() {
        String guessable = TOKEN.substring(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.over(FULL, Map.of("PENSTOCK_API_TOKEN", guessable)))
                .withMessageContaining("PENSTOCK_API_TOKEN is too short")
                .withMessageNotContaining(guessable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password-canary", "0c0c", "0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c"})
    void refuses_a_master_key_that_is_none_without_repeating_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.over(FULL, Map.of("PENSTOCK_MASTER_KEY", text)))
                .withMessageContaining("PENSTOCK_MASTER_KEY cannot be used")
                .withMessageContaining("openssl rand -hex 32")
                .withMessageNotContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENSTOCK_DATABASE_URL", "PENSTOCK_REDIS_URL"})
    void refuses_what_it_would_have_to_ignore(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.over(FULL, Map.of(name, "postgres://user:canary@db")))
                .withMessageContaining(name + " is set, but this release")
                .withMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two words", "a/b", "ä", "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void refuses_what_cannot_stand_in_a_path(String account) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.over(FULL, Map.of("PENSTOCK_ACCOUNT_ID", account)))
                .withMessageContaining("account id must be");
    }
}
