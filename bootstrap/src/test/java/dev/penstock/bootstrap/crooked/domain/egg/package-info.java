/** Part of the crooked house: goes round in a circle with the hen, under names that say nothing. */
@NullMarked
package dev.penstock.bootstrap.crooked.domain.egg;

import org.jspecify.annotations.NullMarked;
