package dev.penstock.application.route;

import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.provider.ProviderId;
import java.util.function.Predicate;

/** Which providers a model element may name: those of the catalogue, and whatever has the form of a custom one. */
record KnownProviders(ProviderCatalog catalog) implements Predicate<ProviderId> {
    private static final String CUSTOM = "custom-";

    @Override
    public boolean test(ProviderId id) {
        boolean custom = id.slug().startsWith(CUSTOM) && id.slug().length() > CUSTOM.length();
        return custom || catalog.bySlug(id.slug()).isPresent();
    }
}
