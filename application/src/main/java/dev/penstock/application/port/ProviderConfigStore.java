package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.providerconfig.ProviderConfig;
import dev.penstock.domain.providerconfig.ProviderConfigKey;
import dev.penstock.domain.providerconfig.SecretId;
import dev.penstock.domain.providerconfig.StoredSecret;
import java.util.List;
import java.util.Optional;

/**
 * Keeps provider configs and the secrets of accounts that they use. A secret is kept as long as a config uses it. What a method
 * has answered survives the end of the process; secrets do not lie around in the clear.
 */
public interface ProviderConfigStore extends GatewayBelongings {
    /** What the account is expected to keep under the name of a new config's secret. */
    enum SecretIs {
        /** Nothing: the secret is kept with the config. */
        NEW,
        /** Exactly this secret, which other configs use. */
        KEPT
    }

    /** What an insert came to. Nothing has changed unless the config is kept. */
    enum Insertion {
        KEPT,
        /** The gateway has a config for this provider and alias. */
        NAME_TAKEN,
        /** What the account keeps under the secret's name is not what was expected. */
        OTHER_SECRET
    }

    /** Keeps a new config. When it is its provider's default, the one that was it before is so no longer. */
    Insertion insert(ProviderConfig config, SecretIs secretIs);

    /**
     * Keeps {@code next}, which is {@code current} with another value for its secret, and with that the same for every config that
     * uses the secret; false, and nothing changes, when {@code current} is not what is kept.
     */
    boolean rotate(ProviderConfig current, ProviderConfig next);

    Optional<ProviderConfig> find(ProviderConfigKey key);

    Optional<StoredSecret> secret(AccountId account, SecretId id);

    /** Forgets a config and answers it. */
    Optional<ProviderConfig> remove(ProviderConfigKey key);

    /** A gateway's configs, the oldest first. */
    Page<ProviderConfig> list(GatewayAddress gateway, PageRequest page);

    /** The configs of all gateways; those of one gateway stand oldest first. */
    List<ProviderConfig> all();
}
