package dev.penstock.domain.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every provider that traffic can go to, found by URL slug, by the prefix of a unified model name or by the author of models. */
public final class ProviderCatalog {
    private final List<Provider> providers;
    private final Map<String, Provider> bySlug = new HashMap<>();
    private final Map<String, Provider> byPrefix = new HashMap<>();
    private final Map<String, ProviderId> authors;
    private final Map<String, Provider> byRealtimeAlias = new HashMap<>();

    public ProviderCatalog(List<Provider> providers) {
        this(providers, Map.of());
    }

    /**
     * @param authors which provider has an author's models, by the name that {@code author/model} begins with (data plane
     *     endpoints, section 5.2)
     */
    public ProviderCatalog(List<Provider> providers, Map<String, ProviderId> authors) {
        this.providers = List.copyOf(providers);
        this.authors = Map.copyOf(authors);
        for (Provider provider : providers) {
            put(bySlug, provider.id().slug(), provider);
            provider.aliases().forEach(alias -> put(bySlug, alias, provider));
            if (provider.realtime() != null) {
                provider.realtime().aliases().forEach(alias -> put(byRealtimeAlias, alias, provider));
            }
            if (provider.unified() != null) {
                put(byPrefix, provider.unified().prefix(), provider);
            }
        }
    }

    private static void put(Map<String, Provider> index, String name, Provider provider) {
        if (index.put(name, provider) != null) {
            throw new IllegalArgumentException("two providers are called " + name);
        }
    }

    public List<Provider> all() {
        return providers;
    }

    /** The provider with this slug or alias; case matters. */
    public Optional<Provider> bySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    /** The provider whose WebSockets are found under this slug, alias, or a name that is theirs alone. */
    public Optional<Provider> byRealtimeSlug(String slug) {
        return Optional.ofNullable(bySlug.getOrDefault(slug, byRealtimeAlias.get(slug)));
    }

    /** The provider that the unified API reaches under this prefix of {@code prefix/model}, or under its slug or an alias. */
    public Optional<Provider> byUnifiedPrefix(String prefix) {
        Provider provider = byPrefix.getOrDefault(prefix, bySlug.get(prefix));
        return Optional.ofNullable(provider).filter(found -> found.unified() != null);
    }

    /** The provider that has this author's models; where none is named for it, the one with this unified prefix. */
    public Optional<Provider> byAuthor(String author) {
        ProviderId provider = authors.get(author);
        return provider == null
                ? byUnifiedPrefix(author)
                : bySlug(provider.slug()).filter(found -> found.unified() != null);
    }

    /** This catalogue with one provider at another address. */
    public ProviderCatalog withBaseUrl(ProviderId id, String baseUrl) {
        List<Provider> moved = new ArrayList<>();
        for (Provider provider : providers) {
            moved.add(provider.id().equals(id) ? provider.at(baseUrl) : provider);
        }
        return new ProviderCatalog(moved, authors);
    }
}
