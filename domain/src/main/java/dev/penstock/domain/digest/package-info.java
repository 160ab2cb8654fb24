/** Hash functions. */
@NullMarked
package dev.penstock.domain.digest;

import org.jspecify.annotations.NullMarked;
