/**
 * Model services that a team adds by itself: where they are, what is sent along with each call, and what their tokens cost. Start at
 * {@link dev.penstock.domain.customprovider.CustomProvider}; traffic reads {@link dev.penstock.domain.customprovider.CustomProviderBook}.
 */
@NullMarked
package dev.penstock.domain.customprovider;

import org.jspecify.annotations.NullMarked;
