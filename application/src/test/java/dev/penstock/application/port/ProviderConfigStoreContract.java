package dev.penstock.application.port;

import static dev.penstock.application.port.SampleGateways.ACCOUNT;
import static dev.penstock.application.port.SampleGateways.OTHER_ACCOUNT;
import static dev.penstock.application.port.SampleProviderConfigs.CREATED;
import static dev.penstock.application.port.SampleProviderConfigs.GATEWAY;
import static dev.penstock.application.port.SampleProviderConfigs.config;
import static dev.penstock.application.port.SampleProviderConfigs.draft;
import static dev.penstock.application.port.SampleProviderConfigs.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.port.ProviderConfigStore.Insertion;
import dev.penstock.application.port.ProviderConfigStore.SecretIs;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.providerconfig.CallLimit;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigDraft;
import dev.penstock.domain.providerconfig.StoredSecret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ProviderConfigStore} does. */
public interface ProviderConfigStoreContract {
    /** The store under test, empty at first and the same throughout one test. */
    ProviderConfigStore providerConfigs();

    private ProviderConfig kept(ProviderConfig config) {
        assertThat(providerConfigs().insert(config, SecretIs.NEW)).isEqualTo(Insertion.KEPT);
        return config;
    }

    private ProviderConfig rotated(ProviderConfig config, String value) {
        return config.rotated(new Secret(value), CREATED.plusSeconds(9));
    }

    private List<ProviderConfig> all(GatewayAddress gateway) {
        return providerConfigs().list(gateway, new PageRequest(1, 100)).items();
    }

    private static ProviderConfig byDefault(String slug, String alias) {
        return config(GATEWAY, draft(slug, alias, true), secret("secret-of-" + alias, alias));
    }

    @Test
    default void finds_what_was_inserted_with_everything_as_it_was() {
        ProviderConfigDraft everything = new ProviderConfigDraft(
                "open-ai", "A b!", true, new CallLimit.Draft(7L, 3600L), new Secret("ä\n\"§"), null);
        ProviderConfig full = kept(config(GATEWAY, everything, secret("s", "ä\n\"§")));
        ProviderConfig bare = kept(config(GATEWAY, draft("custom-mine", "b", false), secret("empty", null)));

        assertThat(providerConfigs().find(full.key())).contains(full);
        assertThat(providerConfigs().find(bare.key())).contains(bare);
        assertThat(providerConfigs().secret(ACCOUNT, full.secret().id())).contains(full.secret());
        assertThat(providerConfigs().secret(ACCOUNT, bare.secret().id())).contains(bare.secret());
    }

    @Test
    default void finds_nothing_where_nothing_is() {
        ProviderConfig kept = kept(config("a"));

        assertThat(providerConfigs().find(config("b").key())).isEmpty();
        assertThat(providerConfigs().secret(OTHER_ACCOUNT, kept.secret().id())).isEmpty();
        assertThat(providerConfigs().remove(config("b").key())).isEmpty();
        assertThat(all(SampleGateways.address("other"))).isEmpty();
    }

    @Test
    default void keeps_one_config_for_a_provider_and_alias_in_a_gateway() {
        kept(config("a"));
        ProviderConfig same = config(GATEWAY, draft("open-ai", "a", false), secret("other", "other"));

        assertThat(providerConfigs().insert(same, SecretIs.NEW)).isEqualTo(Insertion.NAME_TAKEN);

        assertThat(providerConfigs().find(same.key())).isEmpty();
        assertThat(providerConfigs().secret(ACCOUNT, same.secret().id())).isEmpty();
        kept(config(GATEWAY, draft("anthropic", "a", false), secret("2", "x")));
        kept(config(GATEWAY, draft("openai", "A", false), secret("3", "x")));
        kept(config(SampleGateways.address("other"), draft("openai", "a", false), secret("4", "x")));
    }

    @Test
    default void does_not_keep_a_config_whose_secret_is_not_what_was_expected() {
        StoredSecret kept = kept(config("a")).secret();
        ProviderConfig onceMore =
                config(GATEWAY, draft("openai", "b", false), secret(kept.id().value(), "other"));
        ProviderConfig missing = config(GATEWAY, draft("openai", "c", false), secret("missing", "x"));

        assertThat(providerConfigs().insert(onceMore, SecretIs.NEW)).isEqualTo(Insertion.OTHER_SECRET);
        assertThat(providerConfigs().insert(onceMore, SecretIs.KEPT)).isEqualTo(Insertion.OTHER_SECRET);
        assertThat(providerConfigs().insert(missing, SecretIs.KEPT)).isEqualTo(Insertion.OTHER_SECRET);

        assertThat(all(GATEWAY)).hasSize(1);
        assertThat(providerConfigs().secret(ACCOUNT, kept.id())).contains(kept);
    }

    @Test
    default void lets_configs_of_an_account_share_a_secret() {
        ProviderConfig first = kept(config("a"));
        ProviderConfig second = config(SampleGateways.address("other"), draft("anthropic", "b", false), first.secret());

        assertThat(providerConfigs().insert(second, SecretIs.KEPT)).isEqualTo(Insertion.KEPT);
        ProviderConfig next = rotated(second, "rotated");
        assertThat(providerConfigs().rotate(second, next)).isTrue();

        assertThat(providerConfigs().find(second.key())).contains(next);
        assertThat(providerConfigs().find(first.key())).contains(first.sharing(next.secret()));
    }

    @Test
    default void keeps_the_secrets_of_accounts_apart() {
        GatewayAddress elsewhere = new GatewayAddress(OTHER_ACCOUNT, new GatewayId("keys"));
        ProviderConfig here = kept(config(GATEWAY, draft("openai", "a", false), secret("same", "here")));
        ProviderConfig there = kept(config(elsewhere, draft("openai", "a", false), secret("same", "there")));

        providerConfigs().rotate(here, rotated(here, "rotated"));

        assertThat(providerConfigs().find(there.key())).contains(there);
        assertThat(all(elsewhere)).containsExactly(there);
    }

    @Test
    default void rotates_what_is_kept_and_nothing_else() {
        ProviderConfig current = kept(config("a"));
        ProviderConfig next = rotated(current, "next");

        assertThat(providerConfigs().rotate(next, rotated(next, "later"))).isFalse();
        assertThat(providerConfigs().rotate(config("absent"), rotated(config("absent"), "x")))
                .isFalse();
        assertThat(providerConfigs().find(current.key())).contains(current);
        assertThat(providerConfigs().rotate(current, next)).isTrue();
        assertThat(providerConfigs().find(current.key())).contains(next);
    }

    @Test
    default void fills_a_secret_that_was_only_reserved() {
        ProviderConfig current = kept(config(GATEWAY, draft("openai", "a", false), secret("reserved", null)));
        ProviderConfig next = rotated(current, "next");

        assertThat(providerConfigs().rotate(current, next)).isTrue();

        assertThat(providerConfigs().find(current.key())).contains(next);
    }

    @Test
    default void has_one_default_of_a_provider_the_newest() {
        ProviderConfig first = kept(byDefault("openai", "a"));
        ProviderConfig beside = kept(byDefault("anthropic", "b"));

        ProviderConfig second = kept(byDefault("open-ai", "c"));

        assertThat(all(GATEWAY)).containsExactlyInAnyOrder(first.noLongerDefault(second.createdAt()), beside, second);
    }

    @Test
    default void forgets_a_secret_with_the_last_config_that_uses_it() {
        ProviderConfig first = kept(config("a"));
        ProviderConfig second = config(GATEWAY, draft("openai", "b", false), first.secret());
        providerConfigs().insert(second, SecretIs.KEPT);

        assertThat(providerConfigs().remove(first.key())).contains(first);
        Optional<StoredSecret> used =
                providerConfigs().secret(ACCOUNT, first.secret().id());
        assertThat(providerConfigs().remove(second.key())).contains(second);

        assertThat(used).contains(first.secret());
        assertThat(providerConfigs().secret(ACCOUNT, first.secret().id())).isEmpty();
        assertThat(providerConfigs().remove(second.key())).isEmpty();
    }

    @Test
    default void removes_all_that_belongs_to_a_gateway_and_nothing_else() {
        GatewayAddress other = SampleGateways.address("other");
        ProviderConfig gone = kept(config("a"));
        ProviderConfig sharing = config(GATEWAY, draft("openai", "b", true), secret("shared", "s"));
        ProviderConfig stays = kept(config(other, draft("openai", "b", true), secret("shared", "s")));
        providerConfigs().insert(sharing, SecretIs.KEPT);

        providerConfigs().removeAll(GATEWAY);

        assertThat(all(GATEWAY)).isEmpty();
        assertThat(all(other)).containsExactly(stays);
        assertThat(providerConfigs().secret(ACCOUNT, gone.secret().id())).isEmpty();
        assertThat(providerConfigs().secret(ACCOUNT, stays.secret().id())).contains(stays.secret());
    }

    @Test
    default void lists_the_oldest_first_and_pages_to_the_end_and_past_it() {
        List<ProviderConfig> oldestFirst = new ArrayList<>();
        for (int age = 0; age < 5; age++) {
            ProviderConfig config = config("c" + age);
            oldestFirst.add(new ProviderConfig(
                    config.key(),
                    config.provider(),
                    config.alias(),
                    false,
                    config.secret(),
                    config.limit(),
                    CREATED.plus(Duration.ofMillis(age)),
                    CREATED.plus(Duration.ofMillis(age))));
        }
        List.of(3, 0, 4, 1, 2).forEach(age -> kept(oldestFirst.get(age)));

        assertThat(all(GATEWAY)).containsExactlyElementsOf(oldestFirst);
        assertThat(page(1, 2).items()).containsExactlyElementsOf(oldestFirst.subList(0, 2));
        assertThat(page(3, 2).items()).containsExactly(oldestFirst.get(4));
        assertThat(page(4, 2).items()).isEmpty();
        assertThat(page(4, 2).total()).isEqualTo(5);
        assertThat(page(Integer.MAX_VALUE, Integer.MAX_VALUE).items()).isEmpty();
    }

    private Page<ProviderConfig> page(int number, int size) {
        return providerConfigs().list(GATEWAY, new PageRequest(number, size));
    }

    @Test
    default void knows_the_configs_of_all_gateways() {
        GatewayAddress elsewhere = new GatewayAddress(OTHER_ACCOUNT, new GatewayId("keys"));
        ProviderConfig first = kept(config("a"));
        ProviderConfig second = kept(config(elsewhere, draft("openai", "a", true), secret("same", "there")));
        ProviderConfig bare = kept(config(GATEWAY, draft("custom-mine", "b", false), secret("empty", null)));

        assertThat(providerConfigs().all()).containsExactlyInAnyOrder(first, second, bare);
        providerConfigs().removeAll(GATEWAY);
        assertThat(providerConfigs().all()).containsExactly(second);
    }

    @Test
    default void lists_those_of_one_moment_in_the_order_of_their_ids() {
        IntStream.range(0, 9).forEach(i -> kept(config("c" + i)));

        assertThat(all(GATEWAY))
                .extracting(config -> config.key().id().toString())
                .hasSize(9)
                .isSorted();
    }

    @Test
    default void lets_one_of_several_inserts_at_once_win() {
        List<Insertion> outcomes = AtOnce.run(
                8,
                i -> providerConfigs()
                        .insert(config(GATEWAY, draft("openai", "a", true), secret("s" + i, "v" + i)), SecretIs.NEW));

        assertThat(outcomes).containsOnlyOnce(Insertion.KEPT);
        assertThat(all(GATEWAY)).hasSize(1);
    }

    @Test
    default void has_one_default_however_many_come_at_once() {
        AtOnce.run(8, i -> kept(byDefault("openai", "a" + i)));

        assertThat(all(GATEWAY))
                .hasSize(8)
                .filteredOn(ProviderConfig::isDefault)
                .hasSize(1);
    }

    @Test
    default void lets_one_of_several_rotations_at_once_win() {
        ProviderConfig current = kept(config("a"));

        List<Boolean> outcomes = AtOnce.run(8, i -> providerConfigs().rotate(current, rotated(current, "value " + i)));

        assertThat(outcomes).containsOnlyOnce(true);
    }
}
