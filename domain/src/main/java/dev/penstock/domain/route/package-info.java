/**
 * Dynamic routes: what a person draws, what is kept of it, and the graph that traffic follows. A drawing is well formed and
 * perhaps unsound; {@link dev.penstock.domain.route.RouteGraph} holds only sound ones. Start at {@link
 * dev.penstock.domain.route.RouteElement}.
 */
@NullMarked
package dev.penstock.domain.route;

import org.jspecify.annotations.NullMarked;
