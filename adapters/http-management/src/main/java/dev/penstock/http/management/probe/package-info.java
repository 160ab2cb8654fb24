/**
 * What operators and load balancers ask: is it alive, can it serve, what does its API look like. Open to everybody. Start at
 * {@link dev.penstock.http.management.probe.ProbeEndpoint}.
 */
@NullMarked
package dev.penstock.http.management.probe;

import org.jspecify.annotations.NullMarked;
