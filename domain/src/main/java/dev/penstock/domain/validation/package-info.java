/**
 * What is wrong with something a person typed, as values: every violation with the path the person can see. Start at
 * {@link dev.penstock.domain.validation.Violations}. Knows nothing of any one product type.
 */
@NullMarked
package dev.penstock.domain.validation;

import org.jspecify.annotations.NullMarked;
