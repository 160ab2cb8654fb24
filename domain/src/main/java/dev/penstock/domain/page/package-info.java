/**
 * A slice of a long list, as every listing of the contract asks for it and answers it.
 */
@NullMarked
package dev.penstock.domain.page;

import org.jspecify.annotations.NullMarked;
