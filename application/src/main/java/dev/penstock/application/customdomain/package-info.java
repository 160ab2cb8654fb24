/**
 * Keeps the hostnames under which gateways answer. Blocks. Start at {@link
 * dev.penstock.application.customdomain.ManageCustomDomains}.
 */
@NullMarked
package dev.penstock.application.customdomain;

import org.jspecify.annotations.NullMarked;
