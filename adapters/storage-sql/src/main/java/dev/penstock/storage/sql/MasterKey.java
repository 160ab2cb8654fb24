package dev.penstock.storage.sql;

import dev.penstock.domain.account.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that the secrets in a data folder are sealed with: 32 random bytes.
 *
 * @param hex the bytes as lower-case hexadecimal digits
 */
public record MasterKey(Secret hex) {
    private static final String CIPHER = "AES";
    private static final int BYTES = 32;
    private static final int BITS_OF_A_BYTE = 8;
    private static final int ID_BYTES = 4;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BASE64 = Pattern.compile("[0-9a-zA-Z+/_-]{43}=?");

    /**
     * Reads a key that is written as 64 hexadecimal digits or as base64 of 32 bytes.
     *
     * @throws IllegalArgumentException when it is not one, with a message that says what to do and repeats nothing of it
     */
    public static MasterKey parse(String text) {
        String trimmed = text.strip();
        if (HEX.matcher(trimmed).matches()) {
            return of(HexFormat.of().parseHex(trimmed));
        }
        if (BASE64.matcher(trimmed).matches()) {
            return of(Base64.getUrlDecoder()
                    .decode(trimmed.replace('+', '-').replace('/', '_').replace("=", "")));
        }
        throw new IllegalArgumentException(
                "a master key is %d random bytes, written as %d hexadecimal digits or as base64; make one with: openssl rand -hex %d"
                        .formatted(BYTES, 2 * BYTES, BYTES));
    }

    static MasterKey random() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance(CIPHER);
            generator.init(BYTES * BITS_OF_A_BYTE);
            return of(generator.generateKey().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    private static MasterKey of(byte[] bytes) {
        return new MasterKey(new Secret(HexFormat.of().formatHex(bytes)));
    }

    /** Tells keys apart and tells nothing about them. */
    String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("the id of a master key: ".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes()), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    SecretKey key() {
        return new SecretKeySpec(bytes(), CIPHER);
    }

    private byte[] bytes() {
        return HexFormat.of().parseHex(hex.reveal());
    }
}
