/**
 * Dynamic routes over HTTP, with their versions and deployments. Start at {@link
 * dev.penstock.http.management.route.RouteEndpoint}. Wire shapes end in {@code Json} and stay in here.
 */
@NullMarked
package dev.penstock.http.management.route;

import org.jspecify.annotations.NullMarked;
