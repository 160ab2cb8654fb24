/**
 * Spend limits: which rules hold for a request, what it can cost at most, and the pure arithmetic of what is spent and reserved.
 * Start at {@link dev.penstock.domain.spend.SpendBucket}. Who keeps the buckets stands elsewhere; so do the rules as people write
 * them, in {@code domain.gateway}.
 */
@NullMarked
package dev.penstock.domain.spend;

import org.jspecify.annotations.NullMarked;
