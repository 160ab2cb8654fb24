package dev.penstock.domain.customprovider;

import java.util.Optional;
import java.util.UUID;

/** Names a cost of a custom provider within its account. */
public record CustomCostId(UUID value) {
    /** Empty when the text is not written as a UUID. */
    public static Optional<CustomCostId> parse(String text) {
        return UuidText.parse(text).map(CustomCostId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
