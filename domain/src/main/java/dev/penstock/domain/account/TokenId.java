package dev.penstock.domain.account;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Names a token without giving it away: 32 lower-case hexadecimal digits. */
public record TokenId(String value) {
    private static final int BYTES = 16;

    public TokenId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a token id is 32 lower-case hexadecimal digits");
        }
    }

    public static TokenId random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new TokenId(HexFormat.of().formatHex(bytes));
    }

    /** Reads an id that came from outside; empty when no token can have such a name. */
    public static Optional<TokenId> parse(String text) {
        return isValid(text) ? Optional.of(new TokenId(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text.length() == 2 * BYTES
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    @Override
    public String toString() {
        return value;
    }
}
