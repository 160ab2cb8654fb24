package dev.penstock.domain.inference;

import org.jspecify.annotations.Nullable;

/**
 * What one look at a JSON request body found at its top level.
 *
 * @param model the value of {@code model}; null when there is none or the body was not looked at
 * @param modelStart where the text of that value starts, in bytes from the start of the body, after its opening quote; -1
 *     when it is not known or the value is written with escapes
 */
public record RequestFacts(@Nullable String model, int modelStart) {
    public static final RequestFacts NONE = new RequestFacts(null, -1);
}
