package dev.penstock.domain.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of an API token: the SHA-256 of its text, in lower-case hexadecimal. Tokens are long and random, so a
 * fast hash without salt is enough. Equality takes the same time whatever differs.
 */
public record TokenHash(String hex) {
    private static final int DIGITS = 64;

    public TokenHash {
        if (hex.length() != DIGITS) {
            throw new IllegalArgumentException("a token hash has 64 hexadecimal digits");
        }
    }

    public static TokenHash of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash(String otherHex)
                && MessageDigest.isEqual(
                        hex.getBytes(StandardCharsets.US_ASCII), otherHex.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return "TokenHash[****]";
    }
}
