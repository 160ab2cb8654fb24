/**
 * How the gateway reaches models: one HTTP client per event loop, the catalogue of providers and their prices as data, and
 * the meters that read along in replies. Start at {@link dev.penstock.providers.VertxProviderClient}; nothing here decides
 * whom to call.
 */
@NullMarked
package dev.penstock.providers;

import org.jspecify.annotations.NullMarked;
