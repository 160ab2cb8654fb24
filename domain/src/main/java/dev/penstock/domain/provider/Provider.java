package dev.penstock.domain.provider;

import dev.penstock.domain.account.AccountId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that runs models, as the catalogue describes it.
 *
 * @param aliases other slugs that callers may use for it in URLs
 * @param unified how its OpenAI-shaped chat endpoint is reached; null where there is none to pass requests to unchanged
 * @param moved whether it is at another address than the catalogue's: an operator moved it there, or an account made it. What
 *     answers there may ask for no key at all
 */
public record Provider(
        ProviderId id,
        String displayName,
        List<String> aliases,
        ProviderAuth auth,
        List<UpstreamRule> rules,
        @Nullable Unified unified,
        @Nullable TargetHeader targetHeader,
        boolean moved) {
    public Provider {
        aliases = List.copyOf(aliases);
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a provider can be reached: " + id);
        }
    }

    /** One at its own address. */
    public Provider(
            ProviderId id,
            String displayName,
            List<String> aliases,
            ProviderAuth auth,
            List<UpstreamRule> rules,
            @Nullable Unified unified,
            @Nullable TargetHeader targetHeader) {
        this(id, displayName, aliases, auth, rules, unified, targetHeader, false);
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
        List<UpstreamRule> there =
                rules.stream().map(rule -> rule.at(baseUrl)).distinct().toList();
        return new Provider(id, displayName, aliases, auth, there, unified, null, true);
    }
}
