package dev.penstock.domain.providerconfig;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider config as a person sends it, unchecked. A {@code secret} is kept under a new name, or under {@code secretId} where
 * that is sent too; {@code secretId} alone names a secret that is kept already; with neither, the secret is sent later.
 */
public record ProviderConfigDraft(
        @Nullable String providerSlug,
        @Nullable String alias,
        @Nullable Boolean defaultConfig,
        CallLimit.Draft limit,
        @Nullable Secret secret,
        @Nullable String secretId) {
    private static final Path SLUG = Path.of("provider_slug");
    private static final Path ALIAS = Path.of("alias");
    private static final Path SECRET_ID = Path.of("secret_id");
    private static final String WRONG_FORM = "Invalid";

    /** A key for a provider under an alias, not its default. */
    public static ProviderConfigDraft of(String providerSlug, String alias, Secret secret) {
        return new ProviderConfigDraft(providerSlug, alias, false, CallLimit.Draft.NONE, secret, null);
    }

    /** Everything that is wrong with this draft by itself: whether the secret it names is there is another question. */
    public List<Violation> violations(ProviderCatalog catalog) {
        Violations violations = new Violations();
        check(catalog, violations);
        return violations.all();
    }

    void check(ProviderCatalog catalog, Violations violations) {
        violations
                .required(SLUG, providerSlug)
                .filter(slug -> ConfiguredProvider.find(slug, catalog).isEmpty())
                .ifPresent(unknown -> violations.add(SLUG, "The provider was not found"));
        checkName(ALIAS, alias, KeyAlias.MAX_LENGTH, alias == null || KeyAlias.isPrintable(alias), violations);
        violations.required(ALIAS, alias);
        violations.required(Path.of("default_config"), defaultConfig);
        limit.check(violations);
        SecretDraft.check(secret, violations);
        checkName(SECRET_ID, secretId, SecretId.MAX_LENGTH, secretId == null || SecretId.hasForm(secretId), violations);
    }

    private static void checkName(Path path, @Nullable String name, int most, boolean hasForm, Violations violations) {
        violations.length(path, name, 1, most);
        if (!hasForm) {
            violations.add(path, WRONG_FORM);
        }
    }
}
