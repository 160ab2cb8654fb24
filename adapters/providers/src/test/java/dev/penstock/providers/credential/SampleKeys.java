package dev.penstock.providers.credential;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.provider.Provider;
import dev.penstock.providers.CatalogFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Secrets as providers give them out, and calls that want them. */
public final class SampleKeys {
    static final String CANARY = "sk-canary-77aa";
    public static final Secret AWS = new Secret("""
            {"accessKeyId": "AKIDEXAMPLE", "secretAccessKey": "%s", "region": "eu-west-1"}""".formatted(CANARY));

    /** Too short for the world, but quick. */
    private static final int QUICK = 1024;

    private SampleKeys() {}

    static Provider provider(String slug) {
        return CatalogFile.shipped().bySlug(slug).orElseThrow();
    }

    static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(QUICK);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A service account's key file, with more members at its end. */
    public static String serviceAccount(KeyPair rsa, String more) {
        String pem = Base64.getMimeEncoder()
                .encodeToString(rsa.getPrivate().getEncoded())
                .replace("\r\n", "\\n");
        return """
                {"type": "service_account", "project_id": "my-project", "private_key_id": "kid-1",
                 "private_key": "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n",
                 "client_email": "robot@my-project.iam.gserviceaccount.com"%s}""".formatted(pem, more);
    }

    /** As it goes to the address that an operator moved its provider to. */
    static Outgoing moved(Outgoing call, String authority) {
        return new Outgoing(
                call.provider(),
                call.method(),
                authority,
                call.authority(),
                call.path(),
                call.query(),
                call.headers(),
                call.body());
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Outgoing call(
            String slug, String authority, String path, @Nullable String query, String body, String... headers) {
        List<Header> lines = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(new Header(headers[i], headers[i + 1]));
        }
        Body whole = new Body.Whole(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
        return new Outgoing(provider(slug), "POST", authority, authority, path, query, new Headers(lines), whole);
    }
}
