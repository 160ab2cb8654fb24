package dev.penstock.domain.providerconfig;

import dev.penstock.domain.account.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A secret of an account, under its name. Several configs may share one.
 *
 * @param value null as long as nobody has sent it: the name is reserved, and calls cannot be made with it
 */
public record StoredSecret(SecretId id, @Nullable Secret value) {
    private static final String HIDDEN = "****";
    private static final int SHOWN = 4;
    /** A shorter secret would be told by its end. */
    private static final int SHORTEST_SHOWN = 20;

    /** Whether this is the secret's value. Takes as long for a near guess as for a far one. */
    public boolean holds(Secret guess) {
        return value != null && MessageDigest.isEqual(bytes(value), bytes(guess));
    }

    private static byte[] bytes(Secret secret) {
        return secret.reveal().getBytes(StandardCharsets.UTF_8);
    }

    /** What may be shown of it: stars and, of a long key, its end, by which people know their keys apart. Empty when not set. */
    public String preview() {
        if (value == null) {
            return "";
        }
        String secret = value.reveal();
        String end = secret.substring(Math.max(0, secret.length() - SHOWN));
        return secret.length() >= SHORTEST_SHOWN && SecretId.hasForm(end) ? HIDDEN + end : HIDDEN;
    }
}
