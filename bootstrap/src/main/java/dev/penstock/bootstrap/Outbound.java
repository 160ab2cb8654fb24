package dev.penstock.bootstrap;

import dev.penstock.application.inference.ConductSettings;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.providers.ProviderClientSettings;
import java.util.Map;

/**
 * What an operator decides about calls to providers.
 *
 * @param keys the operator's own, for callers with a gateway token
 * @param conduct what is done when a provider does not keep its word
 */
record Outbound(ProviderClientSettings calls, Map<ProviderId, Credential> keys, ConductSettings conduct) {
    Outbound {
        keys = Map.copyOf(keys);
    }
}
