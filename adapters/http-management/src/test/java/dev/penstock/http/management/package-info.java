/** The management API over real HTTP on loopback. Start at {@link dev.penstock.http.management.CreateGatewayTest}. */
@NullMarked
package dev.penstock.http.management;

import org.jspecify.annotations.NullMarked;
