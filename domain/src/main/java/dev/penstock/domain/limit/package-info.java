/**
 * How limits count: windows of time, and the pure arithmetic of counts in them. Nothing here knows what is counted where; start
 * at {@link dev.penstock.domain.limit.RateCount}. Money is counted in {@code domain.spend}, in the same windows.
 */
@NullMarked
package dev.penstock.domain.limit;

import org.jspecify.annotations.NullMarked;
