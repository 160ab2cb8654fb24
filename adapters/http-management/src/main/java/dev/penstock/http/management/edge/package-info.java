/**
 * What all resources share at the edge: finding the operation, checking credentials and input against the document, the
 * envelope, and the contract's errors. Start at {@link dev.penstock.http.management.edge.Desk}. Knows no resource.
 */
@NullMarked
package dev.penstock.http.management.edge;

import org.jspecify.annotations.NullMarked;
