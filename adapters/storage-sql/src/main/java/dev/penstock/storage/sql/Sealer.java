package dev.penstock.storage.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals texts with AES-GCM, each for the place where it is kept: at another place it does not open. A sealed text is {@code
 * v1:<key id>:<base64url of nonce, cipher text and tag>}, so that a later release can tell keys and ways of sealing apart.
 */
final class Sealer {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern SEALED = Pattern.compile("v1:[0-9a-f]{8}:[0-9A-Za-z_-]{38,}");

    private final SecretKey key;
    private final String prefix;

    Sealer(MasterKey masterKey) {
        key = masterKey.key();
        prefix = "v1:" + masterKey.id() + ":";
    }

    /** The cipher makes a random nonce itself: nobody can hand it one twice. */
    String seal(String place, String text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key);
            cipher.updateAAD(bytes(place));
            byte[] sealed = cipher.doFinal(bytes(text));
            return prefix
                    + TO_TEXT.encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                            .put(cipher.getIV())
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + place, e);
        }
    }

    /** The text that was sealed for this place. */
    String unseal(String place, String sealed) {
        if (!sealed.startsWith(prefix) || !SEALED.matcher(sealed).matches()) {
            throw unusable(place);
        }
        byte[] parts = Base64.getUrlDecoder().decode(sealed.substring(prefix.length()));
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, parts, 0, NONCE_BYTES));
            cipher.updateAAD(bytes(place));
            return new String(cipher.doFinal(parts, NONCE_BYTES, parts.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw unusable(place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot unseal " + place, e);
        }
    }

    /** Whether this text was sealed for this place, with this key. */
    boolean canUnseal(String place, String sealed) {
        try {
            unseal(place, sealed);
            return true;
        } catch (UnsealableException e) {
            return false;
        }
    }

    private static UnsealableException unusable(String place) {
        return new UnsealableException(
                "what is kept at %s cannot be unsealed: it was changed, moved from elsewhere, or sealed with another key"
                        .formatted(place));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A sealed text that this key does not open at this place. */
    static final class UnsealableException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        UnsealableException(String message) {
            super(message);
        }
    }
}
