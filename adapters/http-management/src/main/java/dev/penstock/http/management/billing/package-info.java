/** What the contract knows about credits and invoices, none of which a server of one's own has. */
@NullMarked
package dev.penstock.http.management.billing;

import org.jspecify.annotations.NullMarked;
