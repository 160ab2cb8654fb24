package dev.penstock.domain.providerconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.provider.ProviderId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyBookTest {
    private static final ProviderId OPENAI = new ProviderId("openai");
    private static final GatewayAddress HERE = gateway("one", "here");
    private static final GatewayAddress THERE = gateway("one", "there");
    private static final GatewayAddress ELSEWHERE = gateway("two", "here");

    private static GatewayAddress gateway(String account, String id) {
        return new GatewayAddress(new AccountId(account), new GatewayId(id));
    }

    private static ProviderConfig config(GatewayAddress gateway, String alias, boolean isDefault, String secret) {
        Instant now = Instant.EPOCH;
        return new ProviderConfig(
                new ProviderConfigKey(gateway, new UUID(alias.hashCode(), secret.hashCode())),
                new ConfiguredProvider(OPENAI, "openai"),
                new KeyAlias(alias),
                isDefault,
                new StoredSecret(new SecretId(secret), new Secret("value of " + secret)),
                CallLimit.Draft.NONE.limit(),
                now,
                now);
    }

    private static ProviderConfig config(String alias, boolean isDefault) {
        return config(HERE, alias, isDefault, "secret-" + alias);
    }

    private static KeyBook.Keys keys(ProviderConfig... configs) {
        return Objects.requireNonNull(KeyBook.of(List.of(configs)).find(HERE, OPENAI));
    }

    @Test
    void knows_nothing_of_a_provider_without_keys() {
        KeyBook book = KeyBook.of(List.of(config("a", true)));

        assertThat(book.find(HERE, new ProviderId("anthropic"))).isNull();
        assertThat(book.find(THERE, OPENAI)).isNull();
        assertThat(book.find(ELSEWHERE, OPENAI)).isNull();
    }

    @Test
    void finds_a_key_by_its_alias_to_the_letter() {
        ProviderConfig a = config("a", true);

        assertThat(keys(a, config("b", false)).find("a")).isEqualTo(a);
        assertThat(keys(a, config("b", false)).find("A")).isNull();
    }

    @Test
    void what_was_made_the_default_wins_over_what_is_called_so() {
        ProviderConfig made = config("a", true);
        ProviderConfig called = config("default", false);

        assertThat(keys(called, made).find(null)).isEqualTo(made);
        assertThat(keys(called, config("b", false)).find(null)).isEqualTo(called);
        assertThat(keys(config("b", false)).find(null)).isNull();
    }

    @Test
    void asking_for_the_default_by_name_takes_the_name_first() {
        ProviderConfig made = config("a", true);
        ProviderConfig called = config("default", false);

        assertThat(keys(called, made).find("default")).isEqualTo(called);
        assertThat(keys(config("b", false), made).find("default")).isEqualTo(made);
    }

    @Test
    void lists_its_aliases_in_the_order_they_came() {
        assertThat(keys(config("b", false), config("a", true)).aliases()).containsExactly("b", "a");
    }

    @Test
    void takes_over_one_gateway_and_leaves_the_others() {
        ProviderConfig there = config(THERE, "a", true, "s");
        KeyBook book = KeyBook.of(List.of(config("a", true), there));

        KeyBook changed = book.with(HERE, List.of(config("b", true)));
        KeyBook emptied = book.with(HERE, List.of());

        assertThat(Objects.requireNonNull(changed.find(HERE, OPENAI)).aliases()).containsExactly("b");
        assertThat(emptied.find(HERE, OPENAI)).isNull();
        assertThat(Objects.requireNonNull(emptied.find(THERE, OPENAI)).find(null))
                .isEqualTo(there);
        assertThat(Objects.requireNonNull(book.find(HERE, OPENAI)).aliases()).containsExactly("a");
    }

    @Test
    void knows_which_gateways_of_an_account_share_a_secret() {
        KeyBook book = KeyBook.of(List.of(
                config(HERE, "a", true, "shared"),
                config(THERE, "b", true, "shared"),
                config(gateway("one", "third"), "c", true, "other"),
                config(ELSEWHERE, "a", true, "shared")));

        assertThat(book.sharing(HERE.account(), new SecretId("shared"))).containsExactlyInAnyOrder(HERE, THERE);
    }
}
