package dev.penstock.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a config file says of single providers: where they are, and the operator's keys for them. */
final class ProvidersSection {
    private static final Set<String> KEYS = Set.of("base_url", "api_key", "api_key_env");

    private ProvidersSection() {}

    /**
     * @param environment where keys may stand, by the names that the file gives
     */
    static ServerSettings over(ServerSettings base, JsonNode root, Map<String, String> environment) {
        JsonNode providers = root.path("providers");
        if (!ConfigFile.isUnset(providers) && !providers.isObject()) {
            throw new IllegalArgumentException("the config file needs keys and values below providers");
        }
        ServerSettings settings = base;
        for (Map.Entry<String, JsonNode> provider : providers.properties()) {
            String prefix = "providers.%s.".formatted(provider.getKey());
            ConfigFile.checkKeys(provider.getValue(), prefix, KEYS);
            ProviderId id = BaseUrls.provider(provider.getKey());
            String url = ConfigFile.text(provider.getValue(), "base_url");
            settings = url == null ? settings : settings.withBaseUrl(id, BaseUrls.checked(url));
            Secret key = key(provider.getValue(), prefix, environment);
            settings = key == null ? settings : settings.withApiKey(id, key);
        }
        return settings;
    }

    /** No message repeats a key. */
    private static @Nullable Secret key(JsonNode provider, String prefix, Map<String, String> environment) {
        String written = ConfigFile.text(provider, "api_key");
        String variable = ConfigFile.text(provider, "api_key_env");
        if (variable == null) {
            if (written != null && !provider.path("api_key").isTextual()) {
                throw new IllegalArgumentException(
                        "put the value of the config key '%sapi_key' in quotes".formatted(prefix));
            }
            return written == null ? null : new Secret(written);
        }
        if (written != null) {
            throw new IllegalArgumentException(
                    "the config file has both '%sapi_key' and '%sapi_key_env'; take one out".formatted(prefix, prefix));
        }
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "the environment variable that '%sapi_key_env' names is not set".formatted(prefix));
        }
        return new Secret(value);
    }
}
