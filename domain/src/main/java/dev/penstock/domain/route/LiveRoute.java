package dev.penstock.domain.route;

import java.util.Optional;

/**
 * A route as traffic meets it.
 *
 * @param graph empty when the version that serves is unsound
 */
public record LiveRoute(RouteAddress address, RouteName name, VersionId version, Optional<RouteGraph> graph) {}
