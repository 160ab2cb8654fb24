/**
 * Whether an answer may be kept, under which key, and what is kept of it. Start at {@link
 * dev.penstock.domain.cache.CacheRule}.
 */
@NullMarked
package dev.penstock.domain.cache;

import org.jspecify.annotations.NullMarked;
