/**
 * Keeps custom providers and what their models cost. Blocks. Start at {@link
 * dev.penstock.application.customprovider.ManageCustomProviders}.
 */
@NullMarked
package dev.penstock.application.customprovider;

import org.jspecify.annotations.NullMarked;
