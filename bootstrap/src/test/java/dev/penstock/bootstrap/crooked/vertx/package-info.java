/** Part of the crooked house: a bridge for others. */
@NullMarked
package dev.penstock.bootstrap.crooked.vertx;

import org.jspecify.annotations.NullMarked;
