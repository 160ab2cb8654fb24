/**
 * One request to a model and its reply as plain values, what the reply used and what that costs. Start at {@link
 * dev.penstock.domain.inference.InferenceRequest}.
 */
@NullMarked
package dev.penstock.domain.inference;

import org.jspecify.annotations.NullMarked;
