/**
 * The services that run models, as data: how each is named, addressed and authenticated. Start at {@link
 * dev.penstock.domain.provider.ProviderCatalog}. Nothing here calls anybody.
 */
@NullMarked
package dev.penstock.domain.provider;

import org.jspecify.annotations.NullMarked;
