/**
 * A gateway and the policies that its traffic obeys, grouped by what changes together. Start at {@link
 * dev.penstock.domain.gateway.Gateway}; each policy file holds the policy, what a person may type for it, and its rules.
 */
@NullMarked
package dev.penstock.domain.gateway;

import org.jspecify.annotations.NullMarked;
