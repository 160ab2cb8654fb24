package dev.penstock.application.inference;

import dev.penstock.domain.provider.ProviderCatalog;
import dev.penstock.domain.route.TextPattern;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What walks over routes meet on one event loop, beside the request.
 *
 * @param random decides at percentage elements
 */
public record RouteSetting(
        ProviderCatalog catalog,
        ElementLimits limits,
        TextPattern.Search search,
        RandomGenerator random,
        InstantSource clock) {}
