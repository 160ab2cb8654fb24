package dev.penstock.domain.cache;

import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.ProviderId;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer with status 200 as it is kept, to be given again byte for byte.
 *
 * @param headers those that {@link KeptHeaders} leaves
 * @param bytes the whole body, still in its content encoding; handed out read-only
 * @param streamed whether it came as a stream of events; it is given again as one
 * @param model as the provider was asked for it; null when the request named none
 */
public record KeptReply(
        Headers headers,
        ByteBuffer bytes,
        boolean streamed,
        ProviderId provider,
        @Nullable String model,
        Instant storedAt) {
    /** What objects around the bytes take, by rough measure. */
    private static final int OVERHEAD = 512;

    private static final int OVERHEAD_OF_A_HEADER = 64;

    public KeptReply {
        headers = KeptHeaders.of(headers);
        bytes = bytes.asReadOnlyBuffer();
    }

    @Override
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** Whether a caller who accepts these encodings can read it. One who says nothing gets nothing encoded. */
    public boolean isReadableBy(@Nullable String acceptEncoding) {
        String codings = headers.get("content-encoding");
        return codings == null || AcceptedEncodings.of(acceptEncoding).allow(codings);
    }

    /** About how many bytes of memory it takes. */
    public int weight() {
        long weight = (long) OVERHEAD + bytes.remaining();
        for (Header line : headers) {
            weight += OVERHEAD_OF_A_HEADER + line.name().length() + line.value().length();
        }
        return (int) Math.min(weight, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return "KeptReply[%s, %d bytes, %s]".formatted(provider, bytes.remaining(), storedAt);
    }
}
