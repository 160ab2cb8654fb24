package dev.penstock.domain.provider;

import dev.penstock.domain.account.AccountId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service that runs models, as the catalogue describes it.
 *
 * @param aliases other slugs that callers may use for it in URLs
 * @param unified how the unified APIs reach it; null where they do not
 * @param realtime where its WebSockets are; null where they are at the same paths as everything else
 */
public record Provider(
        ProviderId id,
        String displayName,
        List<String> aliases,
        ProviderAuth auth,
        List<UpstreamRule> rules,
        @Nullable Unified unified,
        @Nullable TargetHeader targetHeader,
        @Nullable RealtimeRule realtime) {
    public Provider {
        aliases = List.copyOf(aliases);
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a provider can be reached: " + id);
        }
    }

    /** One whose WebSockets are where everything else is. */
    public Provider(
            ProviderId id,
            String displayName,
            List<String> aliases,
            ProviderAuth auth,
            List<UpstreamRule> rules,
            @Nullable Unified unified,
            @Nullable TargetHeader targetHeader) {
        this(id, displayName, aliases, auth, rules, unified, targetHeader, null);
    }

    /** The unified APIs' ways in, under the first part of {@code provider/model}. */
    public record Unified(String prefix, Map<Api, Way> ways) {
        public Unified {
            ways = Map.copyOf(ways);
            if (!ways.containsKey(Api.CHAT_COMPLETIONS)) {
                throw new IllegalArgumentException("every other API can be told as chat completions: " + prefix);
            }
        }

        /** Chat completions as they are, at one path. */
        public static Unified chat(String prefix, String path) {
            return new Unified(prefix, Map.of(Api.CHAT_COMPLETIONS, new Way(path, null, null)));
        }

        /** Whether the provider speaks this API itself, or in a dialect that is made of it. */
        public boolean speaks(Api api) {
            return ways.containsKey(api);
        }

        /** The way for what is asked in this API: its own, else that of chat completions. */
        public Way way(Api api) {
            Way own = ways.get(api);
            return own != null ? own : Objects.requireNonNull(ways.get(Api.CHAT_COMPLETIONS));
        }
    }

    /**
     * One endpoint of a provider that the unified APIs lead to. In its paths {@code {model}} stands for the model, other names
     * for what the credential says beside its key.
     *
     * @param path below the gateway, as a caller of the provider's own API would write it
     * @param streamPath where it is another one for streams
     * @param dialect names the translation that this endpoint needs; null where it takes the API as it is
     */
    public record Way(
            String path,
            @Nullable String streamPath,
            @Nullable String dialect) {}

    /** A request header that names the whole upstream URL, and the hosts (with what is below them) that it may name. */
    public record TargetHeader(String name, List<String> hosts) {
        public TargetHeader {
            hosts = List.copyOf(hosts);
        }
    }

    /** Where an account's request for this path goes, or null when the path has no place at this provider. */
    public @Nullable Upstream upstream(String path, AccountId account) {
        for (UpstreamRule rule : rules) {
            Upstream upstream = rule.apply(path, account);
            if (upstream != null) {
                return upstream;
            }
        }
        return null;
    }

    /** Where an account's WebSocket for this path goes, or null when it has no place at this provider. */
    public RealtimeRule.@Nullable Target realtime(String path, @Nullable String query, AccountId account) {
        RealtimeRule.Target own = realtime == null ? null : realtime.apply(path, query, account);
        if (own != null) {
            return own;
        }
        Upstream upstream = path.isEmpty() ? null : upstream(path, account);
        return upstream == null ? null : new RealtimeRule.Target(upstream, query);
    }

    /** This provider at another address: every path goes below {@code baseUrl}. */
    public Provider at(String baseUrl) {
        List<UpstreamRule> moved =
                rules.stream().map(rule -> rule.at(baseUrl)).distinct().toList();
        return new Provider(
                id, displayName, aliases, auth, moved, unified, null, realtime == null ? null : realtime.at(baseUrl));
    }
}
