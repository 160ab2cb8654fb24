/**
 * Answers that are given again, and calls that several callers share. Knows bytes, streams and event loops, but no stages.
 * Start at {@link dev.penstock.application.cache.CachedReplies}.
 */
@NullMarked
package dev.penstock.application.cache;

import org.jspecify.annotations.NullMarked;
