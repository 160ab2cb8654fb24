package dev.penstock.domain.provider;

import dev.penstock.domain.account.Secret;
import java.util.Map;

/**
 * What a call authenticates with at its provider.
 *
 * @param id tells credentials apart without being one: it may be part of a cache key
 * @param places what the credential says beside the key: {@code region}, {@code project}, {@code resource}, {@code api_version}
 */
public record Credential(Secret secret, String id, Map<String, String> places) {
    public Credential {
        places = Map.copyOf(places);
    }
}
