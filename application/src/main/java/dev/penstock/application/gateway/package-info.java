/**
 * Keeping gateways. Plain blocking Java for virtual threads. Start at {@link
 * dev.penstock.application.gateway.ManageGateways}.
 */
@NullMarked
package dev.penstock.application.gateway;

import org.jspecify.annotations.NullMarked;
