/**
 * Measures single pieces of the data plane with JMH: time and allocation of one operation each. What it calls is public; what
 * is not is measured from packages of the same name beside this one. Nothing of it is shipped.
 */
@NullMarked
package dev.penstock.benchmarks;

import org.jspecify.annotations.NullMarked;
