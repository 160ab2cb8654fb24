/** Part of the crooked house: a drawer. */
@NullMarked
package dev.penstock.bootstrap.crooked.domain.util;

import org.jspecify.annotations.NullMarked;
