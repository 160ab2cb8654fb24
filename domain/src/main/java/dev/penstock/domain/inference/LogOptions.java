package dev.penstock.domain.inference;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the log. Null: not said.
 *
 * @param collect whether there is an entry at all
 * @param collectPayload whether the bodies are kept with it
 * @param customCost what the answer's tokens cost in place of the known prices
 */
public record LogOptions(
        @Nullable Boolean collect,
        @Nullable Boolean collectPayload,
        @Nullable Metadata metadata,
        @Nullable StatedCost customCost) {
    public static final LogOptions NONE = new LogOptions(null, null, null, null);
}
