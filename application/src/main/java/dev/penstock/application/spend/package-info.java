/**
 * The way of what has been spent from the counters in memory to the store. The counting itself is a port's, {@link
 * dev.penstock.application.port.SpendLedger}.
 */
@NullMarked
package dev.penstock.application.spend;

import org.jspecify.annotations.NullMarked;
