package dev.penstock.domain.inference;

import org.jspecify.annotations.Nullable;

/** What a reply's body said: the model that answered and the tokens used. Null: it did not say, or could not be read. */
public record Metering(@Nullable String model, @Nullable TokenUsage usage) {
    public static final Metering NONE = new Metering(null, null);
}
