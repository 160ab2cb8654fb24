package dev.penstock.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.provider.RealtimeRule;
import dev.penstock.domain.provider.UpstreamRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the shipped catalogue of providers, {@code catalog.json}. Adding a provider is adding an entry there. */
public final class CatalogFile {
    private static final String ANY_PATH = "{path}";

    private CatalogFile() {}

    public static ProviderCatalog shipped() {
        try (InputStream in = CatalogFile.class.getResourceAsStream("catalog.json")) {
            JsonNode root =
                    new ObjectMapper().readTree(Objects.requireNonNull(in, "catalog.json is not on the class path"));
            List<Provider> providers = new ArrayList<>();
            for (JsonNode entry : root.path("providers")) {
                providers.add(provider(entry));
            }
            return new ProviderCatalog(providers, authors(root.path("rest_authors")));
        } catch (IOException e) {
            throw new UncheckedIOException("the shipped catalog.json cannot be read", e);
        }
    }

    private static Map<String, ProviderId> authors(JsonNode node) {
        Map<String, ProviderId> authors = new HashMap<>();
        node.properties()
                .forEach(entry -> authors.put(
                        entry.getKey(), new ProviderId(entry.getValue().asText())));
        return authors;
    }

    private static Provider provider(JsonNode entry) {
        JsonNode auth = entry.path("auth");
        return new Provider(
                new ProviderId(entry.path("slug").asText()),
                entry.path("name").asText(),
                texts(entry.path("aliases")),
                new ProviderAuth(
                        auth.path("header").asText(),
                        auth.path("format").asText(),
                        texts(auth.path("other_headers")),
                        auth.path("query").textValue(),
                        scheme(auth.path("scheme").asText("header"))),
                new Provider.Addresses(
                        rules(entry.path("rules")),
                        targetHeader(entry.path("target_header")),
                        realtime(entry.path("realtime")),
                        false),
                unified(entry.path("unified")));
    }

    private static ProviderAuth.Scheme scheme(String name) {
        return ProviderAuth.Scheme.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static List<UpstreamRule> rules(JsonNode nodes) {
        List<UpstreamRule> rules = new ArrayList<>();
        for (JsonNode node : nodes) {
            rules.add(new UpstreamRule(
                    node.path("match").asText(ANY_PATH),
                    node.path("base").asText(),
                    node.path("path").asText(ANY_PATH)));
        }
        return rules;
    }

    private static Provider.@Nullable Unified unified(JsonNode node) {
        if (node.isMissingNode()) {
            return null;
        }
        Map<Api, Provider.Way> ways = new EnumMap<>(Api.class);
        ways.put(Api.CHAT_COMPLETIONS, way(node));
        for (Api api : Api.values()) {
            JsonNode own = node.path(api.name().toLowerCase(Locale.ROOT));
            if (!own.isMissingNode()) {
                ways.put(api, way(own));
            }
        }
        return new Provider.Unified(node.path("prefix").asText(), ways);
    }

    private static Provider.Way way(JsonNode node) {
        return new Provider.Way(
                node.path("path").asText(),
                node.path("stream_path").textValue(),
                node.path("dialect").textValue(),
                node.path("bearer").asBoolean());
    }

    private static Provider.@Nullable TargetHeader targetHeader(JsonNode node) {
        return node.isMissingNode()
                ? null
                : new Provider.TargetHeader(node.path("name").asText(), texts(node.path("hosts")));
    }

    private static @Nullable RealtimeRule realtime(JsonNode node) {
        if (node.isMissingNode()) {
            return null;
        }
        Map<String, String> query = new HashMap<>();
        node.path("query")
                .properties()
                .forEach(name -> query.put(name.getKey(), name.getValue().asText()));
        return new RealtimeRule(
                texts(node.path("aliases")),
                node.path("match").asText(),
                node.path("base").asText(),
                node.path("path").asText(),
                query,
                node.path("key_item").textValue());
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
