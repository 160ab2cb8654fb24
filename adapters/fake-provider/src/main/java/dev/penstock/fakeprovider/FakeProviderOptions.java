package dev.penstock.fakeprovider;

import java.time.Duration;
import java.util.Set;

/**
 * How the fake provider listens, paces itself, and whom it serves.
 *
 * @param port 0 takes any free one
 * @param latency silence before the head of every model answer
 * @param chunks pieces that the text of a streamed answer comes in; the text has at least as many words
 * @param chunkDelay pause between two pieces
 * @param requiredKeys the keys of callers to serve; none serves everyone, save where a provider always wants some key
 */
public record FakeProviderOptions(
        int port, Duration latency, int chunks, Duration chunkDelay, Set<String> requiredKeys) {
    private static final int MAX_CHUNKS = 100_000;

    public FakeProviderOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535");
        }
        if (latency.isNegative() || chunkDelay.isNegative()) {
            throw new IllegalArgumentException("a pause is not negative");
        }
        if (chunks < 1 || chunks > MAX_CHUNKS) {
            throw new IllegalArgumentException("chunks are between 1 and " + MAX_CHUNKS);
        }
        requiredKeys = Set.copyOf(requiredKeys);
    }

    /** Any free port, no pauses, 16 pieces, no keys. */
    public static FakeProviderOptions defaults() {
        return new FakeProviderOptions(0, Duration.ZERO, 16, Duration.ZERO, Set.of());
    }

    public FakeProviderOptions withPort(int newPort) {
        return new FakeProviderOptions(newPort, latency, chunks, chunkDelay, requiredKeys);
    }

    public FakeProviderOptions withLatency(Duration newLatency) {
        return new FakeProviderOptions(port, newLatency, chunks, chunkDelay, requiredKeys);
    }

    public FakeProviderOptions withChunks(int newChunks) {
        return new FakeProviderOptions(port, latency, newChunks, chunkDelay, requiredKeys);
    }

    public FakeProviderOptions withChunkDelay(Duration newChunkDelay) {
        return new FakeProviderOptions(port, latency, chunks, newChunkDelay, requiredKeys);
    }

    /** Serves only callers with one of these keys: an API key, an access token, or the id of an AWS access key. */
    public FakeProviderOptions requireKey(String... keys) {
        return new FakeProviderOptions(port, latency, chunks, chunkDelay, Set.of(keys));
    }
}
