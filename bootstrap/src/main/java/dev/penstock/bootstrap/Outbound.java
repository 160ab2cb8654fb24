package dev.penstock.bootstrap;

import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.providers.ProviderClientSettings;
import java.util.Map;

/**
 * What an operator decides about calls to providers.
 *
 * @param keys the operator's own, for callers with a gateway token
 */
record Outbound(ProviderClientSettings calls, Map<ProviderId, Credential> keys) {
    Outbound {
        keys = Map.copyOf(keys);
    }
}
