/**
 * Who owns things and who may act: accounts and the tokens that speak for them. Tokens are kept as hashes only.
 */
@NullMarked
package dev.penstock.domain.account;

import org.jspecify.annotations.NullMarked;
