package dev.penstock.domain.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A digest over parts, each with its length before it, so that no two lists of parts look the same. For one key. */
record PartDigest(MessageDigest digest) {
    private static final long ABSENT = -1;

    PartDigest() {
        this(sha256());
    }

    /** Nothing is not the same as an empty text. */
    PartDigest part(@Nullable String text) {
        if (text == null) {
            length(ABSENT);
            return this;
        }
        return part(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    PartDigest part(ByteBuffer bytes) {
        length(bytes.remaining());
        digest.update(bytes.duplicate());
        return this;
    }

    private void length(long length) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, length));
    }

    CacheKey key() {
        ByteBuffer sum = ByteBuffer.wrap(digest.digest());
        return new CacheKey(sum.getLong(), sum.getLong(), sum.getLong(), sum.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
