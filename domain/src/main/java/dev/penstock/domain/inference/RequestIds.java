package dev.penstock.domain.inference;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes request ids. Within one instance they never go backwards, even when several fall into one millisecond or the
 * clock steps back. For one thread.
 */
public final class RequestIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int SEQUENCE_BITS = 12;

    private final RandomGenerator random;
    private long lastMillis;
    private int sequence;

    public RequestIds(RandomGenerator random) {
        this.random = random;
    }

    /** The next id, for a request that arrived at this time. */
    public RequestId next(Instant now) {
        long millis = now.toEpochMilli();
        if (millis > lastMillis) {
            lastMillis = millis;
            sequence = random.nextInt(1 << (SEQUENCE_BITS - 1));
        } else if (++sequence >= 1 << SEQUENCE_BITS) {
            lastMillis++;
            sequence = 0;
        }
        long high = (lastMillis << 16) | VERSION_7 | sequence;
        long low = VARIANT | (random.nextLong() >>> 2);
        return new RequestId(new UUID(high, low));
    }
}
