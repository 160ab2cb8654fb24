package dev.penstock.domain.inference;

import org.jspecify.annotations.Nullable;

/**
 * Which credentials a caller wants its request to go out with. Null: not said.
 *
 * @param alias names a key that the gateway holds
 * @param noWholesale whether the operator's own key must not be used
 * @param zeroDataRetention whether the operator's account without retention is to be used
 */
public record KeyOptions(
        @Nullable String alias,
        @Nullable Boolean noWholesale,
        @Nullable Boolean zeroDataRetention) {
    public static final KeyOptions NONE = new KeyOptions(null, null, null);
}
