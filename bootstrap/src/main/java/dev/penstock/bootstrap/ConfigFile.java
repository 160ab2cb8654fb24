package dev.penstock.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an operator's config file. It has the words of the flags; a key that nobody knows is an error, since a setting that
 * is silently ignored is worse than a server that does not start.
 */
final class ConfigFile {
    private static final Set<String> KEYS = Set.of("listen", "data", "account", "providers", "prices", "public_url");
    private static final Set<String> PROVIDER_KEYS = Set.of("base_url");
    private static final Set<String> NOT_BUILT_YET = Set.of("storage", "redis", "egress", "log", "conduct");

    private ConfigFile() {}

    static ServerSettings read(Path file) {
        JsonNode root;
        try {
            root = new ObjectMapper(new YAMLFactory()).readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the config file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        if (root == null || root.isMissingNode() || root.isNull()) {
            return ServerSettings.DEFAULTS;
        }
        checkKeys(root, "", KEYS);
        String account = text(root, "account");
        String data = text(root, "data");
        String prices = text(root, "prices");
        ServerSettings settings = new ServerSettings(
                listener(text(root, "listen")),
                data == null ? ServerSettings.DEFAULTS.data() : Path.of(data),
                account == null ? null : Environment.account(account),
                null,
                prices == null ? null : Path.of(prices),
                text(root, "public_url"),
                Map.of(),
                false);
        for (Map.Entry<String, JsonNode> provider : root.path("providers").properties()) {
            checkKeys(provider.getValue(), "providers.%s.".formatted(provider.getKey()), PROVIDER_KEYS);
            String url = text(provider.getValue(), "base_url");
            if (url != null) {
                settings = settings.withBaseUrl(BaseUrls.provider(provider.getKey()), BaseUrls.checked(url));
            }
        }
        return settings;
    }

    private static void checkKeys(JsonNode node, String prefix, Set<String> known) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("the config file needs keys and values"
                    + (prefix.isEmpty() ? "" : " below " + prefix.substring(0, prefix.length() - 1)));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (prefix.isEmpty() && NOT_BUILT_YET.contains(key)) {
                throw new IllegalArgumentException("the config key '%s' is not built yet; take it out".formatted(key));
            }
            if (!known.contains(key)) {
                throw new IllegalArgumentException("the config file has an unknown key '%s%s'; did you mean '%s%s'?"
                        .formatted(prefix, key, prefix, NearestName.to(key, known)));
            }
        });
    }

    private static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isValueNode()) {
            throw new IllegalArgumentException("the config key '%s' needs a single value".formatted(key));
        }
        return value.asText();
    }

    /** {@code 8787}, {@code 127.0.0.1:8787} or {@code [::1]:8787}. */
    static ServerSettings.Listener listener(@Nullable String text) {
        if (text == null) {
            return ServerSettings.Listener.DEFAULT;
        }
        int colon = text.lastIndexOf(':');
        String host = colon < 0
                ? ServerSettings.Listener.DEFAULT.host()
                : text.substring(0, colon).replaceAll("[\\[\\]]", "");
        try {
            return new ServerSettings.Listener(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'listen: %s' is not HOST:PORT".formatted(text), e);
        }
    }
}
