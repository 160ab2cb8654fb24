/**
 * Provider keys that a gateway holds on behalf of its callers (BYOK): which provider, under which alias, with which secret.
 * Start at {@link dev.penstock.domain.providerconfig.ProviderConfig}. How secrets are sealed is a store's business.
 */
@NullMarked
package dev.penstock.domain.providerconfig;

import org.jspecify.annotations.NullMarked;
