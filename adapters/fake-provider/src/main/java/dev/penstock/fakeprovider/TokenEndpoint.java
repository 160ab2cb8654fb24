package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.List;

/** Trades a service account's signed JWT for an access token, as Google's token endpoint does. The form is checked only. */
final class TokenEndpoint {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final int LIFETIME_SECONDS = 3599;
    private static final int SHORTEST_SIGNATURE = 256;

    private final Tally tally;

    TokenEndpoint(Tally tally) {
        this.tally = tally;
    }

    /** A query of {@code expires_in} sets the lifetime that it tells. */
    void serve(Call call, Buffer body) {
        String form = body.toString();
        if (!GRANT.equals(PathNames.parameter(form, "grant_type"))) {
            refuse(call, "unsupported_grant_type", "Only " + GRANT + " is known here.");
        } else if (!signed(PathNames.parameter(form, "assertion"))) {
            refuse(call, "invalid_grant", "The assertion is no JWT of a service account signed with RS256.");
        } else {
            String asked = PathNames.parameter(call.query(), "expires_in");
            ObjectNode token = Json.object()
                    .put("access_token", "fake-access-token-" + tally.countToken())
                    .put("expires_in", asked.matches("[0-9]{1,6}") ? Integer.parseInt(asked) : LIFETIME_SECONDS)
                    .put("token_type", "Bearer");
            call.send(200, ModelEndpoint.JSON, Json.buffer(token));
        }
    }

    private static void refuse(Call call, String error, String description) {
        ObjectNode body = Json.object().put("error", error).put("error_description", description);
        call.send(400, ModelEndpoint.JSON, Json.buffer(body));
    }

    private static boolean signed(String jwt) {
        List<String> parts = List.of(jwt.split("\\.", -1));
        if (parts.size() != 3 || bytes(parts.get(2)).length < SHORTEST_SIGNATURE) {
            return false;
        }
        JsonNode header = Json.read(Buffer.buffer(bytes(parts.get(0))));
        JsonNode claims = Json.read(Buffer.buffer(bytes(parts.get(1))));
        return "RS256".equals(header.path("alg").asText())
                && claims.path("iss").isTextual()
                && claims.path("aud").isTextual()
                && claims.path("iat").isIntegralNumber()
                && claims.path("exp").isIntegralNumber();
    }

    private static byte[] bytes(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException notEncoded) {
            return new byte[0];
        }
    }
}
