package dev.penstock.fakeprovider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {
    private static final String CLAIMS = "{\"iss\":\"a@p.iam\",\"scope\":\"s\",\"aud\":\"a\",\"iat\":1,\"exp\":3601}";
    private static final String GRANT = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";

    private final RunningFakeProvider running = RunningFakeProvider.withDefaults();

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void trades_a_signed_assertion_for_an_access_token_and_counts() throws Exception {
        JsonNode first = running.json("/token", GRANT + jwt("{\"alg\":\"RS256\"}", CLAIMS, 256));
        JsonNode second = running.json("/token?expires_in=5", GRANT + jwt("{\"alg\":\"RS256\"}", CLAIMS, 256));

        assertThat(first.path("access_token").asText()).isEqualTo("fake-access-token-1");
        assertThat(first.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(first.path("expires_in").asInt()).isEqualTo(3599);
        assertThat(second.path("expires_in").asInt()).isEqualTo(5);
        assertThat(running.provider().issuedTokens()).isEqualTo(2);
    }

    @Test
    void refuses_what_is_no_signed_assertion() throws Exception {
        HttpResponse<String> grant = running.post("/token", "grant_type=password");

        assertThat(grant.statusCode()).isEqualTo(400);
        assertThat(grant.body()).contains("unsupported_grant_type");
        for (String jwt : new String[] {
            "nonsense",
            "a.b.%25",
            jwt("{\"alg\":\"HS256\"}", CLAIMS, 256),
            jwt("{\"alg\":\"RS256\"}", CLAIMS, 32),
            jwt("{\"alg\":\"RS256\"}", "{}", 256)
        }) {
            assertThat(running.post("/token", GRANT + jwt).body()).contains("invalid_grant");
        }
        assertThat(running.provider().issuedTokens()).isZero();
    }

    private static String jwt(String header, String claims, int signatureBytes) {
        return part(header.getBytes(UTF_8)) + "." + part(claims.getBytes(UTF_8)) + "." + part(new byte[signatureBytes]);
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
