package dev.penstock.domain.providerconfig;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.provider.ProviderId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys that traffic can go with now, by gateway and provider. */
public final class KeyBook {
    public static final KeyBook EMPTY = new KeyBook(Map.of());

    private static final KeyAlias DEFAULT_ALIAS = new KeyAlias("default");

    private final Map<GatewayAddress, Map<ProviderId, Keys>> gateways;

    private KeyBook(Map<GatewayAddress, Map<ProviderId, Keys>> gateways) {
        this.gateways = Collections.unmodifiableMap(gateways);
    }

    /** A book of these configs, of whatever gateways. */
    public static KeyBook of(Collection<ProviderConfig> configs) {
        Map<GatewayAddress, List<ProviderConfig>> byGateway = configs.stream()
                .collect(Collectors.groupingBy(config -> config.key().gateway()));
        Map<GatewayAddress, Map<ProviderId, Keys>> gateways = new HashMap<>();
        byGateway.forEach((gateway, itsConfigs) -> gateways.put(gateway, byProvider(itsConfigs)));
        return new KeyBook(gateways);
    }

    private static Map<ProviderId, Keys> byProvider(List<ProviderConfig> configs) {
        Map<ProviderId, List<ProviderConfig>> grouped = configs.stream()
                .collect(Collectors.groupingBy(config -> config.provider().id()));
        return grouped.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> new Keys(entry.getValue())));
    }

    /** This book with other configs of one gateway: all that it has now. */
    public KeyBook with(GatewayAddress gateway, List<ProviderConfig> configs) {
        Map<GatewayAddress, Map<ProviderId, Keys>> next = new HashMap<>(gateways);
        if (configs.isEmpty()) {
            next.remove(gateway);
        } else {
            next.put(gateway, byProvider(configs));
        }
        return new KeyBook(next);
    }

    /** A gateway's keys for a provider; null when it has none at all. */
    public @Nullable Keys find(GatewayAddress gateway, ProviderId provider) {
        Map<ProviderId, Keys> ofGateway = gateways.get(gateway);
        return ofGateway == null ? null : ofGateway.get(provider);
    }

    /** The gateways of an account that have a key with this secret. */
    public Set<GatewayAddress> sharing(AccountId account, SecretId secret) {
        return gateways.entrySet().stream()
                .filter(entry -> entry.getKey().account().equals(account)
                        && entry.getValue().values().stream().anyMatch(keys -> keys.use(secret)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** All keys of one gateway for one provider; there is at least one. */
    public static final class Keys {
        private final Map<String, ProviderConfig> byAlias = new LinkedHashMap<>();
        private final @Nullable ProviderConfig byDefault;

        private Keys(List<ProviderConfig> configs) {
            ProviderConfig chosen = null;
            for (ProviderConfig config : configs) {
                byAlias.put(config.alias().value(), config);
                chosen = config.isDefault() ? config : chosen;
            }
            byDefault = chosen == null ? byAlias.get(DEFAULT_ALIAS.value()) : chosen;
        }

        /**
         * The key for a request; null when there is none of that name.
         *
         * @param alias null for the default: the one that was made it, else the one of this name. Who asks for {@code default} by
         *     name gets the key of this name first.
         */
        public @Nullable ProviderConfig find(@Nullable String alias) {
            ProviderConfig named = alias == null ? null : byAlias.get(alias);
            boolean anyDefault = alias == null || alias.equals(DEFAULT_ALIAS.value());
            return named == null && anyDefault ? byDefault : named;
        }

        /** As callers may name them; those that were made first come first. */
        public List<String> aliases() {
            return List.copyOf(byAlias.keySet());
        }

        private boolean use(SecretId secret) {
            return byAlias.values().stream()
                    .anyMatch(config -> config.secret().id().equals(secret));
        }
    }
}
