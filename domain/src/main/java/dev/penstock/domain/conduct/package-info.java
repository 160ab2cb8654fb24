/**
 * How long a provider that fails again and again is left alone (fault conduct, fault 15): rules and pure functions. Nothing here
 * knows what a call is or whose circuit it asks about.
 */
@NullMarked
package dev.penstock.domain.conduct;

import org.jspecify.annotations.NullMarked;
