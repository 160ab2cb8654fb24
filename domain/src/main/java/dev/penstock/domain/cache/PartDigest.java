package dev.penstock.domain.cache;

import dev.penstock.domain.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A digest over parts, each with its length before it, so that no two lists of parts look the same. For one key. */
final class PartDigest {
    private static final long ABSENT = -1;

    private final MessageDigest digest = Sha256.begin();
    private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

    /** Nothing is not the same as an empty text. */
    PartDigest part(@Nullable String text) {
        if (text == null) {
            return number(ABSENT);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
        return this;
    }

    PartDigest part(@Nullable Instant moment) {
        return moment == null
                ? number(ABSENT)
                : number(2 * Long.BYTES).number(moment.getEpochSecond()).number(moment.getNano());
    }

    PartDigest part(ByteBuffer bytes) {
        number(bytes.remaining());
        digest.update(bytes.duplicate());
        return this;
    }

    private PartDigest number(long value) {
        number.putLong(0, value);
        digest.update(number.array());
        return this;
    }

    CacheKey key() {
        ByteBuffer sum = ByteBuffer.wrap(digest.digest());
        return new CacheKey(sum.getLong(), sum.getLong(), sum.getLong(), sum.getLong());
    }
}
