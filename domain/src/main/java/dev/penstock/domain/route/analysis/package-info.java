/**
 * What can be said of a route before any request takes it: what is odd about the drawing, and bounds that no walk exceeds.
 * Walks nothing itself; {@link dev.penstock.domain.route.RouteWalk} does. Start at {@link
 * dev.penstock.domain.route.analysis.RouteAnalysis}.
 */
@NullMarked
package dev.penstock.domain.route.analysis;

import org.jspecify.annotations.NullMarked;
