package dev.penstock.domain.provider;

import dev.penstock.domain.account.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that runs models, as the catalogue describes it.
 *
 * @param aliases other slugs that callers may use for it in URLs
 * @param unified how its OpenAI-shaped chat endpoint is reached; null where there is none to pass requests to unchanged
 */
public record Provider(
        ProviderId id,
        String displayName,
        List<String> aliases,
        ProviderAuth auth,
        List<UpstreamRule> rules,
        @Nullable Unified unified,
        @Nullable TargetHeader targetHeader) {
    public Provider {
        aliases = List.copyOf(aliases);
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a provider can be reached: " + id);
        }
    }

    /** The unified API's way in: the first part of {@code provider/model}, and the path of the chat endpoint. */
    public record Unified(String prefix, String path) {}

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

    /** This provider at another address: every path goes below {@code baseUrl}. */
    public Provider at(String baseUrl) {
        List<UpstreamRule> moved =
                rules.stream().map(rule -> rule.at(baseUrl)).distinct().toList();
        return new Provider(id, displayName, aliases, auth, moved, unified, null);
    }
}
