/**
 * Choices of log entries that have a name. A dataset keeps its filters as they were sent, and knows what they mean as
 * filters of the log. Start at {@link dev.penstock.domain.dataset.Dataset}.
 */
@NullMarked
package dev.penstock.domain.dataset;

import org.jspecify.annotations.NullMarked;
