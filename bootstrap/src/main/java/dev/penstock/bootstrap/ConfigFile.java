package dev.penstock.bootstrap;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an operator's config file. It has the words of the flags; a key that nobody knows is an error, since a setting that
 * is silently ignored is worse than a server that does not start.
 */
final class ConfigFile {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> KEYS =
            Set.of("listen", "data", "account", "providers", "prices", "public_url", "egress", "cache", "conduct");
    private static final Set<String> EGRESS_KEYS = Set.of("allow_private");
    private static final Set<String> CACHE_KEYS = Set.of("max_bytes", "single_flight");
    private static final Pattern LISTENER =
            Pattern.compile("(?:(?:\\[(?<v6>[0-9A-Za-z:.%]+)]|(?<host>[^\\s:\\[\\]]+)):)?(?<port>[0-9]{1,5})");
    private static final Set<String> NOT_BUILT_YET = Set.of("storage", "redis", "log");

    private ConfigFile() {}

    /**
     * @param environment for what the file leaves to it by name
     */
    static ServerSettings read(Path file, Map<String, String> environment) {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the config file %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        if (isUnset(root)) {
            return ServerSettings.DEFAULTS;
        }
        checkKeys(root, "", KEYS);
        String account = account(root);
        String publicUrl = text(root, "public_url");
        String data = text(root, "data");
        String prices = text(root, "prices");
        ServerSettings settings = new ServerSettings(
                        listener(text(root, "listen")),
                        data == null ? ServerSettings.DEFAULTS.data() : Path.of(data),
                        account == null ? null : Environment.account(account),
                        null,
                        prices == null ? null : Path.of(prices),
                        publicUrl == null ? null : BaseUrls.checked(publicUrl),
                        Map.of(),
                        false)
                .withPrivateEgress(allowsPrivateEgress(root))
                .withCache(cache(root))
                .withConduct(ConductSection.read(root));
        return ProvidersSection.over(settings, root, environment);
    }

    private static boolean allowsPrivateEgress(JsonNode root) {
        JsonNode egress = root.path("egress");
        if (isUnset(egress)) {
            return false;
        }
        checkKeys(egress, "egress.", EGRESS_KEYS);
        return flag(egress, "egress.", "allow_private", false);
    }

    private static CacheSettings cache(JsonNode root) {
        JsonNode cache = root.path("cache");
        if (isUnset(cache)) {
            return CacheSettings.DEFAULTS;
        }
        checkKeys(cache, "cache.", CACHE_KEYS);
        JsonNode bytes = cache.path("max_bytes");
        if (!isUnset(bytes) && !(bytes.isIntegralNumber() && bytes.canConvertToLong())) {
            throw new IllegalArgumentException("the config key 'cache.max_bytes' needs a number of bytes");
        }
        return new CacheSettings(
                bytes.asLong(CacheSettings.DEFAULTS.maxBytes()),
                flag(cache, "cache.", "single_flight", CacheSettings.DEFAULTS.singleFlight()));
    }

    private static boolean flag(JsonNode node, String prefix, String key, boolean unsaid) {
        JsonNode value = node.path(key);
        if (!isUnset(value) && !value.isBoolean()) {
            throw new IllegalArgumentException("the config key '%s%s' needs true or false".formatted(prefix, key));
        }
        return value.asBoolean(unsaid);
    }

    /** Only digits, or digits and an e, are a number to YAML, which may then be written in another way. */
    private static @Nullable String account(JsonNode root) {
        if (root.path("account").isNumber()) {
            throw new IllegalArgumentException("put the value of the config key 'account' in quotes");
        }
        return text(root, "account");
    }

    static void checkKeys(JsonNode node, String prefix, Set<String> known) {
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

    static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null || isUnset(value)) {
            return null;
        }
        if (!value.isValueNode()) {
            throw new IllegalArgumentException("the config key '%s' needs a single value".formatted(key));
        }
        return value.asText();
    }

    /** Nothing after the colon is an empty text to the parser. */
    static boolean isUnset(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isEmpty());
    }

    /** {@code 8787}, {@code 127.0.0.1:8787} or {@code [::1]:8787}. */
    static ServerSettings.Listener listener(@Nullable String text) {
        if (text == null) {
            return ServerSettings.Listener.DEFAULT;
        }
        Matcher parts = LISTENER.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'listen: %s' is not PORT, HOST:PORT or [IPv6]:PORT".formatted(text));
        }
        String host = parts.group("v6") != null ? parts.group("v6") : parts.group("host");
        return new ServerSettings.Listener(
                host != null ? host : ServerSettings.Listener.DEFAULT.host(), Integer.parseInt(parts.group("port")));
    }
}
