/** Part of the crooked house: shows its shapes to everybody. */
@NullMarked
package dev.penstock.bootstrap.crooked.http.management;

import org.jspecify.annotations.NullMarked;
