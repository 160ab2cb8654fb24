/**
 * Custom providers and their costs over HTTP. Start at {@link
 * dev.penstock.http.management.customprovider.CustomProviderEndpoint}.
 */
@NullMarked
package dev.penstock.http.management.customprovider;

import org.jspecify.annotations.NullMarked;
