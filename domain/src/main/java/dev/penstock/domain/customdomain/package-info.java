/**
 * Hostnames of an account's own under which one of its gateways answers. Start at {@link
 * dev.penstock.domain.customdomain.CustomDomain}.
 */
@NullMarked
package dev.penstock.domain.customdomain;

import org.jspecify.annotations.NullMarked;
