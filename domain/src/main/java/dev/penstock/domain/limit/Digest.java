package dev.penstock.domain.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.domain.digest.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Texts of callers as one short text of 32 hexadecimal digits: keeps counters small whatever callers send, and what they send
 * out of storage. Other texts give another digest, however they are divided.
 */
public final class Digest {
    private static final int KEPT_BYTES = 16;

    private Digest() {}

    public static String of(List<String> texts) {
        MessageDigest digest = Sha256.begin();
        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, KEPT_BYTES);
    }
}
