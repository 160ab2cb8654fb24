/**
 * Hash functions, as tokens, cache keys and counters use them. Start at {@link dev.penstock.domain.digest.Sha256}.
 */
@NullMarked
package dev.penstock.domain.digest;

import org.jspecify.annotations.NullMarked;
