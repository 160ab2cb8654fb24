package dev.penstock.domain.customprovider;

import java.util.Optional;
import java.util.UUID;

/** Names a custom provider within its account. */
public record CustomProviderId(UUID value) {
    /** Empty when the text is not written as a UUID. */
    public static Optional<CustomProviderId> parse(String text) {
        return UuidText.parse(text).map(CustomProviderId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
