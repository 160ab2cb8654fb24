package dev.penstock.domain.providerconfig;

import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import java.util.Optional;

/**
 * The provider that a key is for.
 *
 * @param slug as it was sent: the provider's own, or an alias of it
 */
public record ConfiguredProvider(ProviderId id, String slug) {
    private static final String CUSTOM = "custom-";

    /** The provider with this slug or alias. One that an account has made itself is taken at its word: it may come later. */
    static Optional<ConfiguredProvider> find(String slug, ProviderCatalog catalog) {
        Optional<ProviderId> known = catalog.bySlug(slug).map(Provider::id);
        return known.or(() -> custom(slug)).map(id -> new ConfiguredProvider(id, slug));
    }

    private static Optional<ProviderId> custom(String slug) {
        boolean named = slug.startsWith(CUSTOM) && slug.length() > CUSTOM.length();
        return named && ProviderId.isValid(slug) ? Optional.of(new ProviderId(slug)) : Optional.empty();
    }
}
