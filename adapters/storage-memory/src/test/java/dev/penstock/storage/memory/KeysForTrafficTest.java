package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleProviderConfigs.CATALOG;
import static dev.penstock.application.port.SampleProviderConfigs.GATEWAY;
import static dev.penstock.application.port.SampleProviderConfigs.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.application.providerconfig.ManageProviderConfigs;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.providerconfig.CallLimit;
import dev.penstock.domain.providerconfig.KeyBook;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigDraft;
import dev.penstock.domain.providerconfig.SecretDraft;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What traffic knows of keys after management has changed them. */
class KeysForTrafficTest {
    private static final ProviderId OPENAI = new ProviderId("openai");
    private static final GatewayAddress OTHER = SampleGateways.address("other");

    private final MemoryGatewayStore gatewayStore = new MemoryGatewayStore();
    private final MemoryProviderConfigStore store = new MemoryProviderConfigStore();
    private final LiveSettings live = new LiveSettings(gatewayStore, new MemoryAccessStore(), List.of());
    private final ManageProviderConfigs configs = new ManageProviderConfigs(
            store, gatewayStore, CATALOG, live, () -> SampleGateways.CREATED, UUID::randomUUID);
    private final ManageGateways gateways = new ManageGateways(
            gatewayStore, List.of(configs), live, () -> SampleGateways.CREATED, new SplittableRandom(1));

    @BeforeEach
    void makeGateways() {
        gateways.create(GATEWAY, GatewayDraft.PLAIN);
        gateways.create(OTHER, GatewayDraft.PLAIN);
    }

    private KeyBook.@Nullable Keys keys(GatewayAddress gateway) {
        return live.current().keys().find(gateway, OPENAI);
    }

    private @Nullable Secret secret(GatewayAddress gateway) {
        KeyBook.Keys keys = keys(gateway);
        ProviderConfig found = keys == null ? null : keys.find(null);
        return found == null ? null : found.secret().value();
    }

    private static ProviderConfigDraft sharing(@Nullable String secret) {
        return new ProviderConfigDraft(
                "openai",
                "default",
                false,
                CallLimit.Draft.NONE,
                secret == null ? null : new Secret(secret),
                "the-shared-one");
    }

    private static SecretDraft value(String secret) {
        return new SecretDraft(new Secret(secret));
    }

    @Test
    void a_new_key_is_there_at_once_and_in_its_gateway_only() {
        ProviderConfig made = configs.create(GATEWAY, draft("openai", "a", true));

        assertThat(secret(GATEWAY)).isEqualTo(made.secret().value());
        assertThat(keys(OTHER)).isNull();
    }

    @Test
    void a_key_is_for_the_provider_whatever_it_is_called() {
        configs.create(GATEWAY, draft("open-ai", "a", true));

        assertThat(keys(GATEWAY)).isNotNull();
    }

    @Test
    void a_rotated_key_is_there_at_once_wherever_it_is_shared() {
        configs.create(GATEWAY, sharing("old"));
        ProviderConfig second = configs.create(OTHER, sharing(null));

        configs.rotate(second.key(), value("new"));

        assertThat(secret(GATEWAY)).isEqualTo(new Secret("new"));
        assertThat(secret(OTHER)).isEqualTo(new Secret("new"));
    }

    @Test
    void a_removed_key_is_gone_at_once() {
        ProviderConfig made = configs.create(GATEWAY, draft("openai", "a", true));
        ProviderConfig stays = configs.create(OTHER, draft("openai", "a", true));

        configs.remove(made.key());

        assertThat(keys(GATEWAY)).isNull();
        assertThat(secret(OTHER)).isEqualTo(stays.secret().value());
    }

    @Test
    void the_keys_of_a_removed_gateway_are_gone_even_when_another_takes_its_name() {
        configs.create(GATEWAY, draft("openai", "a", true));

        gateways.remove(GATEWAY);
        gateways.create(GATEWAY, GatewayDraft.PLAIN);

        assertThat(keys(GATEWAY)).isNull();
    }

    @Test
    void no_key_is_left_behind_when_its_gateway_is_missing() {
        GatewayAddress nobody = SampleGateways.address("nobody");

        assertThatThrownBy(() -> configs.create(nobody, draft("openai", "a", true)))
                .isInstanceOf(ProblemException.class);

        assertThat(keys(nobody)).isNull();
    }

    @Test
    void a_new_default_takes_the_place_of_the_former_one() {
        configs.create(GATEWAY, draft("openai", "a", true));
        ProviderConfig second = configs.create(GATEWAY, draft("openai", "b", true));

        assertThat(secret(GATEWAY)).isEqualTo(second.secret().value());
    }

    @Test
    void a_start_finds_what_is_kept() {
        ProviderConfig made = configs.create(GATEWAY, draft("openai", "a", true));
        LiveSettings later = new LiveSettings(gatewayStore, new MemoryAccessStore(), List.of());
        ManageProviderConfigs again = new ManageProviderConfigs(
                store, gatewayStore, CATALOG, later, () -> SampleGateways.CREATED, UUID::randomUUID);

        again.refresh();

        KeyBook.Keys keys = Objects.requireNonNull(later.current().keys().find(GATEWAY, OPENAI));
        assertThat(keys.find("a")).isEqualTo(made);
    }
}
