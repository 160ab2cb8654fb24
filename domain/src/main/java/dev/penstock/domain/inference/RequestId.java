package dev.penstock.domain.inference;

import java.util.UUID;

/** Names one request: a UUID of version 7, so that ids sort by the time of arrival. */
public record RequestId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
