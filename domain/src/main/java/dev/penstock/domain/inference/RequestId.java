package dev.penstock.domain.inference;

import java.util.UUID;

/** Names one request: a UUID of version 7, so that ids sort by the time of arrival. */
public record RequestId(UUID value) {
    private static final long SEQUENCE = 0xfff;
    private static final long MILLISECOND = 0x10000;

    /** This id where it sorts behind another one, else the next that does. */
    public RequestId behind(RequestId earlier) {
        long high = earlier.value.getMostSignificantBits();
        if (Long.compareUnsigned(value.getMostSignificantBits(), high) > 0) {
            return this;
        }
        boolean full = (high & SEQUENCE) == SEQUENCE;
        long next = full ? high - SEQUENCE + MILLISECOND : high + 1;
        return new RequestId(new UUID(next, value.getLeastSignificantBits()));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
