/**
 * People and SDKs manage the gateway over HTTP: the management API under {@code /client/v4} and at the bare root, its
 * document, and the probes. Start at {@link dev.penstock.http.management.ManagementEndpoint}. Nothing here touches a port.
 */
@NullMarked
package dev.penstock.http.management;

import org.jspecify.annotations.NullMarked;
