/**
 * Logs over HTTP: listing them, showing one, and handing out its bodies. Start at {@link
 * dev.penstock.http.management.log.LogEndpoint}. Wire shapes end in {@code Json} and stay in here.
 */
@NullMarked
package dev.penstock.http.management.log;

import org.jspecify.annotations.NullMarked;
