package dev.penstock.application.inference;

import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes, and with whose key.
 *
 * @param custom the account's own description of the provider; null for one of the catalogue
 * @param model as the provider is asked for it; null when the request names none
 * @param key null until it is chosen
 * @param credential what the call is given to authenticate with; null when the request brings all there is
 */
record Destination(
        Provider provider,
        @Nullable CustomProvider custom,
        @Nullable String model,
        @Nullable KeyChoice key,
        @Nullable Credential credential) {
    Destination(Provider provider, @Nullable CustomProvider custom, @Nullable String model) {
        this(provider, custom, model, null, null);
    }

    Destination with(KeyChoice chosen, @Nullable Credential found) {
        return new Destination(provider, custom, model, chosen, found);
    }

    /** The choice, for stages that stand behind the one that makes it. */
    KeyChoice chosen() {
        return Objects.requireNonNull(key, "the key is chosen before");
    }

    /** The model as rules of a gateway name it: behind the prefix of the unified API. */
    String prefixedModel() {
        String prefix = provider.unified() != null
                ? provider.unified().prefix()
                : provider.id().slug();
        return prefix + "/" + (model == null ? "" : model);
    }
}
