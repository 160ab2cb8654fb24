/** Part of the crooked house: knows a library, changes, and looks at the clock itself. */
@NullMarked
package dev.penstock.bootstrap.crooked.domain.hen;

import org.jspecify.annotations.NullMarked;
