/**
 * What is written down about a request, and how people ask for it again. A filter is a predicate over an entry; stores
 * that translate it must select the same entries. Start at {@link dev.penstock.domain.log.LogEntry}.
 */
@NullMarked
package dev.penstock.domain.log;

import org.jspecify.annotations.NullMarked;
