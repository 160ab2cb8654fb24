/**
 * Custom domains over HTTP. Start at {@link dev.penstock.http.management.customdomain.CustomDomainEndpoint}.
 */
@NullMarked
package dev.penstock.http.management.customdomain;

import org.jspecify.annotations.NullMarked;
