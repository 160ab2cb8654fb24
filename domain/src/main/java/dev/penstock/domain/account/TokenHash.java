package dev.penstock.domain.account;

import dev.penstock.domain.digest.Sha256;
import java.nio.charset.StandardCharsets;
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
        byte[] digest = Sha256.begin().digest(token.getBytes(StandardCharsets.UTF_8));
        return new TokenHash(HexFormat.of().formatHex(digest));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash(String otherHex) && isSame(hex, otherHex);
    }

    /** For two of the same length. Looks at every character, and copies none. */
    private static boolean isSame(String one, String other) {
        int differences = 0;
        for (int i = 0; i < DIGITS; i++) {
            differences |= one.charAt(i) ^ other.charAt(i);
        }
        return differences == 0;
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
