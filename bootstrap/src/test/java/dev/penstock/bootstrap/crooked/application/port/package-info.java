/** Part of the crooked house: makes what it should only promise. */
@NullMarked
package dev.penstock.bootstrap.crooked.application.port;

import org.jspecify.annotations.NullMarked;
