package dev.penstock.domain.provider;

import dev.penstock.domain.account.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call authenticates with.
 *
 * @param id names the credential where the secret must not stand, such as in keys of caches; another value of the secret may have
 *     the same name
 * @param places what the secret says beside the key, by the names that paths have for it: {@value #REGION}, {@value #PROJECT},
 *     {@value #RESOURCE}, {@value #API_VERSION}. Each can stand in a URL as it is
 */
public record Credential(Secret secret, String id, Map<String, String> places) {
    public static final String REGION = "region";
    public static final String PROJECT = "project";
    public static final String RESOURCE = "resource";
    public static final String API_VERSION = "api_version";

    public Credential {
        places = Map.copyOf(places);
    }

    /** A key that says nothing beside itself. */
    public static Credential plain(Secret secret, String id) {
        return new Credential(secret, id, Map.of());
    }

    /** What the secret says under this name; null when it says nothing. */
    public @Nullable String place(String name) {
        return places.get(name);
    }
}
