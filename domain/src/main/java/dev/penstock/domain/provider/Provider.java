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
 */
public record Provider(
        ProviderId id,
        String displayName,
        List<String> aliases,
        ProviderAuth auth,
        Addresses addresses,
        @Nullable Unified unified) {
    public Provider {
        aliases = List.copyOf(aliases);
    }

    /** One at its own address, with its WebSockets where everything else is. */
    public Provider(
            ProviderId id,
            String displayName,
            List<String> aliases,
            ProviderAuth auth,
            List<UpstreamRule> rules,
            @Nullable Unified unified,
            @Nullable TargetHeader targetHeader) {
        this(id, displayName, aliases, auth, new Addresses(rules, targetHeader, null, false), unified);
    }

    /**
     * Where a provider is.
     *
     * @param rules at least one; the first that fits a path holds
     * @param targetHeader lets callers name another address; null where they cannot
     * @param realtime where its WebSockets are; null where they are at the same paths as everything else
     * @param moved whether it is at another address than the catalogue's: an operator moved it there, or an account made it. What
     *     answers there may ask for no key at all
     */
    public record Addresses(
            List<UpstreamRule> rules,
            @Nullable TargetHeader targetHeader,
            @Nullable RealtimeRule realtime,
            boolean moved) {
        public Addresses {
            rules = List.copyOf(rules);
            if (rules.isEmpty()) {
                throw new IllegalArgumentException("a provider can be reached");
            }
        }

        private Addresses at(String baseUrl) {
            List<UpstreamRule> there =
                    rules.stream().map(rule -> rule.at(baseUrl)).distinct().toList();
            return new Addresses(there, null, realtime == null ? null : realtime.at(baseUrl), true);
        }
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
            return new Unified(prefix, Map.of(Api.CHAT_COMPLETIONS, new Way(path, null, null, false)));
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
     * @param bearer whether the key goes as OpenAI's does there, and not as in the rest of the provider's API
     */
    public record Way(
            String path,
            @Nullable String streamPath,
            @Nullable String dialect,
            boolean bearer) {}

    /** A request header that names the whole upstream URL, and the hosts (with what is below them) that it may name. */
    public record TargetHeader(String name, List<String> hosts) {
        public TargetHeader {
            hosts = List.copyOf(hosts);
        }
    }

    public List<UpstreamRule> rules() {
        return addresses.rules;
    }

    public @Nullable TargetHeader targetHeader() {
        return addresses.targetHeader;
    }

    public @Nullable RealtimeRule realtime() {
        return addresses.realtime;
    }

    /** Whether it is at another address than the catalogue's. */
    public boolean moved() {
        return addresses.moved;
    }

    /** Where an account's request for this path goes, or null when the path has no place at this provider. */
    public @Nullable Upstream upstream(String path, AccountId account) {
        for (UpstreamRule rule : rules()) {
            Upstream upstream = rule.apply(path, account);
            if (upstream != null) {
                return upstream;
            }
        }
        return null;
    }

    /** Where an account's WebSocket for this path goes, or null when it has no place at this provider. */
    public RealtimeRule.@Nullable Target realtime(String path, @Nullable String query, AccountId account) {
        RealtimeRule own = realtime();
        RealtimeRule.Target target = own == null ? null : own.apply(path, query, account);
        if (target != null) {
            return target;
        }
        Upstream upstream = path.isEmpty() ? null : upstream(path, account);
        return upstream == null ? null : new RealtimeRule.Target(upstream, query);
    }

    /** This provider at another address: every path goes below {@code baseUrl}. */
    public Provider at(String baseUrl) {
        return new Provider(id, displayName, aliases, auth, addresses.at(baseUrl), unified);
    }
}
