package dev.penstock.application.inference;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.route.AnalyseRoute;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderId;
import java.util.Map;

/**
 * Chooses keys as traffic does, without any traffic.
 *
 * @param operators the operator's own keys
 */
public record KeysAtHand(Map<ProviderId, Credential> operators) implements AnalyseRoute.Keys {
    public KeysAtHand {
        operators = Map.copyOf(operators);
    }

    @Override
    public boolean has(Provider provider, Gateway gateway, LiveSettings.Snapshot settings) {
        KeyChoice.Question question =
                new KeyChoice.Question(provider, false, true, null, false, operators.get(provider.id()));
        KeyChoice choice = KeyChoice.of(
                question, gateway.address(), settings.keys(), gateway.policies().access());
        return !(choice instanceof KeyChoice.Refused);
    }
}
