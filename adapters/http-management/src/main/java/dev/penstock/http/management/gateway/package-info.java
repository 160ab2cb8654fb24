/**
 * Gateways over HTTP: keeping them, and the URLs that reach providers through them. Start at {@link
 * dev.penstock.http.management.gateway.GatewayEndpoint}. Wire shapes end in {@code Json} and stay in here.
 */
@NullMarked
package dev.penstock.http.management.gateway;

import org.jspecify.annotations.NullMarked;
