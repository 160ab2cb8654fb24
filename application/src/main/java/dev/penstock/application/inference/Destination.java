package dev.penstock.application.inference;

import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.provider.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param custom the account's own description of the provider; null for one of the catalogue
 * @param model as the provider is asked for it; null when the request names none
 */
record Destination(
        Provider provider,
        @Nullable CustomProvider custom,
        @Nullable String model) {}
