package dev.penstock.storage.memory;

import dev.penstock.application.port.ProviderConfigStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.providerconfig.SecretId;
import dev.penstock.domain.providerconfig.StoredSecret;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Provider configs in a map, each with its secret; those that share a secret hold the same one. */
public final class MemoryProviderConfigStore implements ProviderConfigStore {
    private static final Comparator<ProviderConfig> OLDEST_FIRST = Comparator.comparing(ProviderConfig::createdAt)
            .thenComparing(config -> config.key().id().toString());

    private final Map<ProviderConfigKey, ProviderConfig> configs = new LinkedHashMap<>();

    @Override
    public synchronized Insertion insert(ProviderConfig config, SecretIs secretIs) {
        if (configs.values().stream()
                .anyMatch(other -> other.isBeside(config) && other.alias().equals(config.alias()))) {
            return Insertion.NAME_TAKEN;
        }
        Optional<StoredSecret> expected = switch (secretIs) {
            case NEW -> Optional.empty();
            case KEPT -> Optional.of(config.secret());
        };
        if (!secret(account(config), config.secret().id()).equals(expected)) {
            return Insertion.OTHER_SECRET;
        }
        if (config.isDefault()) {
            change(other ->
                    other.isDefault() && other.isBeside(config) ? other.noLongerDefault(config.createdAt()) : other);
        }
        configs.put(config.key(), config);
        return Insertion.KEPT;
    }

    @Override
    public synchronized boolean rotate(ProviderConfig current, ProviderConfig next) {
        if (!configs.replace(current.key(), current, next)) {
            return false;
        }
        change(other -> uses(other, account(next), next.secret().id()) ? other.sharing(next.secret()) : other);
        return true;
    }

    @Override
    public synchronized Optional<ProviderConfig> find(ProviderConfigKey key) {
        return Optional.ofNullable(configs.get(key));
    }

    @Override
    public synchronized Optional<StoredSecret> secret(AccountId account, SecretId id) {
        return configs.values().stream()
                .filter(config -> uses(config, account, id))
                .map(ProviderConfig::secret)
                .findFirst();
    }

    @Override
    public synchronized Optional<ProviderConfig> remove(ProviderConfigKey key) {
        return Optional.ofNullable(configs.remove(key));
    }

    @Override
    public synchronized void removeAll(GatewayAddress gateway) {
        configs.keySet().removeIf(key -> key.gateway().equals(gateway));
    }

    @Override
    public synchronized Page<ProviderConfig> list(GatewayAddress gateway, PageRequest page) {
        Stream<ProviderConfig> found = configs.values().stream()
                .filter(config -> config.key().gateway().equals(gateway))
                .sorted(OLDEST_FIRST);
        return Page.of(found.toList(), page);
    }

    @Override
    public synchronized List<ProviderConfig> all() {
        return configs.values().stream().sorted(OLDEST_FIRST).toList();
    }

    private void change(UnaryOperator<ProviderConfig> change) {
        configs.replaceAll((key, config) -> change.apply(config));
    }

    private static boolean uses(ProviderConfig config, AccountId account, SecretId secret) {
        return account(config).equals(account) && config.secret().id().equals(secret);
    }

    private static AccountId account(ProviderConfig config) {
        return config.key().gateway().account();
    }
}
