package dev.penstock.providers.credential;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.application.port.CredentialReader.Unusable;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.TargetUrl;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The key file that Google gives out for a service account.
 *
 * @param privateKey an RSA key in PEM
 * @param tokenUri where tokens are given out for it; always Google's
 */
record GoogleKeyFile(
        String email, Secret privateKey, @Nullable String keyId, String tokenUri) {
    private static final String GOOGLES = "https://oauth2.googleapis.com/token";
    /** Stands in old key files, and leads to the same place. */
    private static final String GOOGLES_FORMER = "https://accounts.google.com/o/oauth2/token";

    private static final List<String> TOKEN_HOSTS = List.of("googleapis.com");
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final Duration LIFETIME = Duration.ofHours(1);

    /** A key file comes in by the API, so the address in it must not send what is signed anywhere else. */
    static GoogleKeyFile of(SecretJson json) {
        String uri = Objects.requireNonNullElse(json.optional("token_uri"), GOOGLES);
        String known = uri.equals(GOOGLES_FORMER) ? GOOGLES : uri;
        if (TargetUrl.parse(known, TOKEN_HOSTS) == null) {
            throw new Unusable("'token_uri' in the key's JSON is not an https address of Google's");
        }
        return new GoogleKeyFile(
                json.required("client_email"),
                new Secret(json.required("private_key")),
                json.optional("private_key_id"),
                known);
    }

    /** A signed statement that an access token is given for. Takes about a millisecond. */
    Secret assertion(Instant now) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("alg", "RS256").put("typ", "JWT");
        if (keyId != null) {
            header.put("kid", keyId);
        }
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", email)
                .put("scope", SCOPE)
                .put("aud", tokenUri)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond());
        String signed = part(bytes(header.toString())) + "." + part(bytes(claims.toString()));
        return new Secret(signed + "." + part(signature(signed)));
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(rsaKey());
            signature.update(bytes(text));
            return signature.sign();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Nothing of the reason: it may quote the key.
            throw new Unusable("'private_key' in the key's JSON is no RSA key in PEM");
        }
    }

    private PrivateKey rsaKey() throws GeneralSecurityException {
        String body = privateKey.reveal().replaceAll("-----[A-Z ]+-----", "");
        byte[] encoded = Base64.getMimeDecoder().decode(body);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
