/**
 * Accounts and their tokens over HTTP, in the shape of the contract's neighbours: what SDKs call {@code accounts}, {@code
 * accounts.tokens} and {@code user.tokens}. Start at {@link dev.penstock.http.management.account.TokenEndpoint}.
 */
@NullMarked
package dev.penstock.http.management.account;

import org.jspecify.annotations.NullMarked;
