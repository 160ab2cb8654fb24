/** Part of the crooked house: calls a use case, and crosses the bridge of others. */
@NullMarked
package dev.penstock.bootstrap.crooked.storage.sql;

import org.jspecify.annotations.NullMarked;
