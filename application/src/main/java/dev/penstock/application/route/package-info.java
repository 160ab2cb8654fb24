/**
 * Keeping dynamic routes, their versions and their deployments, and explaining which way requests take through them. Plain
 * blocking Java for virtual threads. Start at {@link dev.penstock.application.route.ManageRoutes}.
 */
@NullMarked
package dev.penstock.application.route;

import org.jspecify.annotations.NullMarked;
