/** Part of the crooked house: goes round in a circle with its port, and knows an adapter. */
@NullMarked
package dev.penstock.bootstrap.crooked.application.nest;

import org.jspecify.annotations.NullMarked;
