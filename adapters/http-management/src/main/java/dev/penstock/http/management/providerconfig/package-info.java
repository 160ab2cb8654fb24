/**
 * Provider configs over HTTP. Start at {@link dev.penstock.http.management.providerconfig.ProviderConfigEndpoint}. A secret comes
 * in here and never goes out.
 */
@NullMarked
package dev.penstock.http.management.providerconfig;

import org.jspecify.annotations.NullMarked;
