/**
 * Who may do what: the tokens that management and data plane callers present. Start at {@link
 * dev.penstock.application.account.ManageAccess}.
 */
@NullMarked
package dev.penstock.application.account;

import org.jspecify.annotations.NullMarked;
