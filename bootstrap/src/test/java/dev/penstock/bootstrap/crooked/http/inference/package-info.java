/** Part of the crooked house: touches a port and two other adapters. */
@NullMarked
package dev.penstock.bootstrap.crooked.http.inference;

import org.jspecify.annotations.NullMarked;
