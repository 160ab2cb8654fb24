package dev.penstock.domain.customprovider;

import org.jspecify.annotations.Nullable;

/**
 * Which custom providers a list is made of; null asks nothing.
 *
 * @param search text that must stand in the id, the name or the slug
 */
public record CustomProviderQuery(
        @Nullable Boolean beta,
        @Nullable Boolean enable,
        @Nullable String search) {
    public static final CustomProviderQuery ALL = new CustomProviderQuery(null, null, null);

    public boolean matches(CustomProvider provider) {
        return (beta == null || beta == provider.presentation().beta())
                && (enable == null || enable == provider.reach().enabled())
                && (search == null
                        || provider.id().toString().contains(search)
                        || provider.presentation().name().contains(search)
                        || provider.slug().value().contains(search));
    }
}
