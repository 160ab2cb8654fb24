package dev.penstock.providers.credential;

import dev.penstock.domain.account.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 at one moment.
 *
 * @param region where the request is answered
 * @param service as AWS signs for it
 */
record AwsSignature(AwsKeys keys, String region, String service, Instant now) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DAY = "yyyyMMdd".length();

    /** When the request was signed, as its header says it. */
    String time() {
        return TIME.format(now);
    }

    /** The value of the {@code Authorization} header. */
    String of(CanonicalRequest request) {
        String time = time();
        String day = time.substring(0, DAY);
        String scope = "%s/%s/%s/aws4_request".formatted(day, region, service);
        String toSign = String.join("\n", ALGORITHM, time, scope, sha256(ByteBuffer.wrap(bytes(request.text()))));
        String signature = HexFormat.of().formatHex(hmac(signingKey(day), toSign));
        return "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(ALGORITHM, keys.accessKeyId(), scope, request.signedHeaders(), signature);
    }

    private byte[] signingKey(String day) {
        Secret secret = keys.secretAccessKey();
        byte[] ofDay = hmac(bytes("AWS4" + secret.reveal()), day);
        return hmac(hmac(hmac(ofDay, region), service), "aws4_request");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    static String sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
