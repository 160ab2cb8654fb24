package dev.penstock.application.providerconfig;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.port.GatewayBelongings;
import dev.penstock.application.port.GatewayStore;
import dev.penstock.application.port.ProviderConfigStore;
import dev.penstock.application.port.ProviderConfigStore.SecretIs;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.providerconfig.KeyBook;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigDraft;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.providerconfig.SecretDraft;
import dev.penstock.domain.providerconfig.SecretId;
import dev.penstock.domain.providerconfig.StoredSecret;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Creates, lists and removes provider configs, and rotates their secrets. A change holds for the next request. */
public final class ManageProviderConfigs implements GatewayBelongings {
    private static final Path SECRET_ID = Path.of("secret_id");
    private static final PageRequest EVERYTHING = new PageRequest(1, Integer.MAX_VALUE);

    private final ProviderConfigStore store;
    private final GatewayStore gateways;
    private final ProviderCatalog catalog;
    private final LiveSettings live;
    private final InstantSource clock;
    private final Supplier<UUID> newIds;

    public ManageProviderConfigs(
            ProviderConfigStore store,
            GatewayStore gateways,
            ProviderCatalog catalog,
            LiveSettings live,
            InstantSource clock,
            Supplier<UUID> newIds) {
        this.store = store;
        this.gateways = gateways;
        this.catalog = catalog;
        this.live = live;
        this.clock = clock;
        this.newIds = newIds;
    }

    /** Everything that is wrong with a draft by itself. */
    public List<Violation> violations(ProviderConfigDraft draft) {
        return draft.violations(catalog);
    }

    /** Makes a config. A default one takes the place of its provider's former default. */
    public ProviderConfig create(GatewayAddress gateway, ProviderConfigDraft draft) {
        requireGateway(gateway);
        while (true) {
            Optional<StoredSecret> kept = kept(gateway, draft);
            ProviderConfig config = ProblemException.orThrow(ProviderConfig.define(
                    new ProviderConfigKey(gateway, newIds.get()),
                    draft,
                    () -> secret(draft, kept),
                    catalog,
                    clock.instant()));
            switch (store.insert(config, kept.isPresent() ? SecretIs.KEPT : SecretIs.NEW)) {
                case KEPT -> {
                    return stillBelonging(config);
                }
                case NAME_TAKEN -> throw new ProblemException(taken(config));
                case OTHER_SECRET -> {
                    // Somebody has made, rotated or removed the secret meanwhile: look again.
                }
            }
        }
    }

    private Optional<StoredSecret> kept(GatewayAddress gateway, ProviderConfigDraft draft) {
        return Optional.ofNullable(draft.secretId())
                .filter(SecretId::isValid)
                .flatMap(id -> store.secret(gateway.account(), new SecretId(id)));
    }

    /** The secret that a sound draft speaks of, when the account keeps this one under the name that it gives. */
    private StoredSecret secret(ProviderConfigDraft draft, Optional<StoredSecret> kept) {
        Secret sent = draft.secret();
        if (kept.isPresent()) {
            if (sent != null && !kept.get().holds(sent)) {
                throw wrong("A secret with this id already exists, and it is not the one that was sent");
            }
            return kept.get();
        }
        if (draft.secretId() == null) {
            return new StoredSecret(new SecretId(newIds.get().toString()), sent);
        }
        if (sent == null) {
            throw wrong("The secret was not found");
        }
        return new StoredSecret(new SecretId(draft.secretId()), sent);
    }

    /** A gateway that went meanwhile has not taken what came after its things were removed. */
    private ProviderConfig stillBelonging(ProviderConfig config) {
        boolean belongs = gateways.find(config.key().gateway()).isPresent();
        if (!belongs) {
            store.remove(config.key());
        }
        refresh(config.key().gateway());
        if (!belongs) {
            throw ProblemException.notFound(Problem.Thing.GATEWAY);
        }
        return config;
    }

    private void requireGateway(GatewayAddress address) {
        if (gateways.find(address).isEmpty()) {
            throw ProblemException.notFound(Problem.Thing.GATEWAY);
        }
    }

    /** A gateway's configs, the oldest first; none when there is no such gateway. */
    public Page<ProviderConfig> list(GatewayAddress gateway, PageRequest page) {
        return store.list(gateway, page);
    }

    /** Gives a config's secret another value, for every config that uses it. */
    public ProviderConfig rotate(ProviderConfigKey key, SecretDraft draft) {
        Secret value = ProblemException.orThrow(draft.validated());
        while (true) {
            ProviderConfig current = store.find(key).orElseThrow(ManageProviderConfigs::notFound);
            ProviderConfig next = current.rotated(value, clock.instant());
            if (store.rotate(current, next)) {
                refreshSharing(next);
                return next;
            }
        }
    }

    /** Removes a config, and its secret when no other config uses it. */
    public ProviderConfig remove(ProviderConfigKey key) {
        ProviderConfig removed = store.remove(key).orElseThrow(ManageProviderConfigs::notFound);
        refresh(key.gateway());
        return removed;
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        store.removeAll(gateway);
        refresh(gateway);
    }

    /** Lets traffic know what is kept now. */
    public void refresh() {
        live.replaceKeys(before -> KeyBook.of(store.all()));
    }

    /** As {@link #refresh()} for one gateway, so that a change costs the same however many keys others have. */
    private void refresh(GatewayAddress gateway) {
        live.replaceKeys(before -> refreshed(before, gateway));
    }

    /** Other gateways see a rotated secret too, when they use it. */
    private void refreshSharing(ProviderConfig rotated) {
        GatewayAddress gateway = rotated.key().gateway();
        live.replaceKeys(before -> {
            KeyBook book = refreshed(before, gateway);
            for (GatewayAddress other :
                    before.sharing(gateway.account(), rotated.secret().id())) {
                book = refreshed(book, other);
            }
            return book;
        });
    }

    private KeyBook refreshed(KeyBook book, GatewayAddress gateway) {
        return book.with(gateway, store.list(gateway, EVERYTHING).items());
    }

    private static Problem taken(ProviderConfig config) {
        return new Problem.AlreadyExists(
                Problem.Thing.PROVIDER_CONFIG,
                Path.of("alias"),
                "A provider config for '%s' with alias '%s' already exists"
                        .formatted(config.provider().id(), config.alias()));
    }

    private static ProblemException wrong(String message) {
        return new ProblemException(new Problem.Invalid(List.of(new Violation(SECRET_ID, message))));
    }

    private static ProblemException notFound() {
        return ProblemException.notFound(Problem.Thing.PROVIDER_CONFIG);
    }
}
