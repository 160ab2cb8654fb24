package dev.penstock.storage.memory;

import static dev.penstock.application.port.SampleProviderConfigs.CATALOG;
import static dev.penstock.application.port.SampleProviderConfigs.GATEWAY;
import static dev.penstock.application.port.SampleProviderConfigs.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.AtOnce;
import dev.penstock.application.port.ProviderConfigStore;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleProviderConfigs;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.application.providerconfig.ManageProviderConfigs;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.providerconfig.CallLimit;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigDraft;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.providerconfig.SecretDraft;
import dev.penstock.domain.providerconfig.SecretId;
import dev.penstock.domain.providerconfig.StoredSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManageProviderConfigsTest {
    private final MemoryGatewayStore gateways = new MemoryGatewayStore();
    private final MemoryProviderConfigStore store = new MemoryProviderConfigStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleGateways.CREATED);
    private final LiveSettings live = new LiveSettings(gateways, new MemoryAccessStore(), List.of());
    private final ManageProviderConfigs configs = over(store);

    private ManageProviderConfigs over(ProviderConfigStore configStore) {
        return new ManageProviderConfigs(configStore, gateways, CATALOG, live, now::get, UUID::randomUUID);
    }

    @BeforeEach
    void makeGateway() {
        gateways.insert(SampleGateways.define(GATEWAY, GatewayDraft.PLAIN));
    }

    private static ProviderConfigDraft naming(String alias, @Nullable String secret, String secretId) {
        return new ProviderConfigDraft(
                "openai", alias, false, CallLimit.Draft.NONE, secret == null ? null : new Secret(secret), secretId);
    }

    private static Problem problemOf(ThrowingCallable deed) {
        AtomicReference<Problem> problem = new AtomicReference<>();
        assertThatThrownBy(deed).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.toString()).doesNotContain(SampleProviderConfigs.CANARY);
            problem.set(e.problem());
        });
        return problem.get();
    }

    private List<ProviderConfig> all() {
        return configs.list(GATEWAY, new PageRequest(1, 100)).items();
    }

    @Test
    void creates_a_config_with_its_secret_at_hand() {
        ProviderConfig made = configs.create(GATEWAY, draft("openai", "a", true));

        assertThat(store.find(made.key())).contains(made);
        assertThat(made.secret().value()).isEqualTo(new Secret(SampleProviderConfigs.CANARY + "a"));
        assertThat(made.createdAt()).isEqualTo(SampleGateways.CREATED);
        assertThat(made.key().id().toString()).isNotEqualTo(made.secret().id().value());
    }

    @Test
    void refuses_a_taken_alias_and_changes_nothing() {
        ProviderConfig first = configs.create(GATEWAY, draft("openai", "a", true));

        Problem problem = problemOf(() -> configs.create(GATEWAY, draft("open-ai", "a", true)));

        assertThat(problem)
                .isInstanceOfSatisfying(
                        Problem.AlreadyExists.class,
                        taken -> assertThat(taken.message()).contains("already exists"));
        assertThat(all()).containsExactly(first);
    }

    @Test
    void does_not_look_for_secrets_on_behalf_of_a_draft_that_is_wrong() {
        assertThat(problemOf(() -> configs.create(GATEWAY, naming(" ", null, "missing"))))
                .isInstanceOfSatisfying(
                        Problem.Invalid.class,
                        invalid -> assertThat(invalid.violations()).hasSize(1));
    }

    @Test
    void needs_a_gateway_to_create_for() {
        assertThat(problemOf(() -> configs.create(SampleGateways.address("nobody"), draft("openai", "a", true))))
                .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));
    }

    @Test
    void leaves_nothing_behind_when_the_gateway_goes_meanwhile() {
        ManageProviderConfigs racing = over(new Meanwhile(store, () -> {
            gateways.remove(GATEWAY);
            store.removeAll(GATEWAY);
        }));

        assertThat(problemOf(() -> racing.create(GATEWAY, draft("openai", "a", true))))
                .isEqualTo(new Problem.NotFound(Problem.Thing.GATEWAY));

        assertThat(all()).isEmpty();
    }

    @Test
    void looks_again_when_a_shared_secret_is_rotated_meanwhile() {
        ProviderConfig first = configs.create(GATEWAY, naming("a", "old", "shared"));
        ManageProviderConfigs racing =
                over(new Meanwhile(store, () -> configs.rotate(first.key(), new SecretDraft(new Secret("new")))));

        ProviderConfig second = racing.create(GATEWAY, naming("b", null, "shared"));

        assertThat(second.secret().value()).isEqualTo(new Secret("new"));
    }

    @Test
    void does_not_bring_back_a_shared_secret_that_is_removed_meanwhile() {
        ProviderConfig first = configs.create(GATEWAY, naming("a", "old", "shared"));
        ManageProviderConfigs racing = over(new Meanwhile(store, () -> store.remove(first.key())));

        assertThat(problemOf(() -> racing.create(GATEWAY, naming("b", null, "shared"))))
                .isInstanceOf(Problem.Invalid.class);

        assertThat(all()).isEmpty();
        assertThat(store.secret(GATEWAY.account(), new SecretId("shared"))).isEmpty();
    }

    @Test
    void loses_no_rotation_when_several_come_at_once() {
        ProviderConfig made = configs.create(GATEWAY, draft("openai", "a", true));

        List<ProviderConfig> answers =
                AtOnce.run(8, i -> configs.rotate(made.key(), new SecretDraft(new Secret("value " + i))));

        assertThat(answers).extracting(config -> config.secret().value()).doesNotHaveDuplicates();
        assertThat(answers).contains(store.find(made.key()).orElseThrow());
    }

    @Test
    void refuses_an_empty_secret_and_changes_nothing() {
        ProviderConfig made = configs.create(GATEWAY, draft("openai", "a", true));

        assertThat(problemOf(() -> configs.rotate(made.key(), new SecretDraft(new Secret("")))))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(problemOf(() -> configs.rotate(made.key(), new SecretDraft(null))))
                .isInstanceOf(Problem.Invalid.class);
        assertThat(store.find(made.key())).contains(made);
    }

    @Test
    void does_not_find_what_is_not_there() {
        ProviderConfigKey nothing = new ProviderConfigKey(GATEWAY, new UUID(0, 0));

        assertThat(problemOf(() -> configs.rotate(nothing, new SecretDraft(new Secret("x")))))
                .isEqualTo(new Problem.NotFound(Problem.Thing.PROVIDER_CONFIG));
        assertThat(problemOf(() -> configs.remove(nothing)))
                .isEqualTo(new Problem.NotFound(Problem.Thing.PROVIDER_CONFIG));
    }

    /** A store in which something happens right before the first insert. */
    private static final class Meanwhile implements ProviderConfigStore {
        private final ProviderConfigStore store;
        private @Nullable Runnable event;

        Meanwhile(ProviderConfigStore store, Runnable event) {
            this.store = store;
            this.event = event;
        }

        @Override
        public Insertion insert(ProviderConfig config, SecretIs secretIs) {
            Runnable now = event;
            event = null;
            if (now != null) {
                now.run();
            }
            return store.insert(config, secretIs);
        }

        @Override
        public boolean rotate(ProviderConfig current, ProviderConfig next) {
            return store.rotate(current, next);
        }

        @Override
        public Optional<ProviderConfig> find(ProviderConfigKey key) {
            return store.find(key);
        }

        @Override
        public Optional<StoredSecret> secret(AccountId account, SecretId id) {
            return store.secret(account, id);
        }

        @Override
        public Optional<ProviderConfig> remove(ProviderConfigKey key) {
            return store.remove(key);
        }

        @Override
        public void removeAll(GatewayAddress gateway) {
            store.removeAll(gateway);
        }

        @Override
        public Page<ProviderConfig> list(GatewayAddress gateway, PageRequest page) {
            return store.list(gateway, page);
        }

        @Override
        public List<ProviderConfig> all() {
            return store.all();
        }
    }
}
