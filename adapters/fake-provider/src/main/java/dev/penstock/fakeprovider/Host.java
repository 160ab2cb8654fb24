package dev.penstock.fakeprovider;

import static dev.penstock.fakeprovider.Credential.API_KEY;
import static dev.penstock.fakeprovider.Credential.BEARER;
import static dev.penstock.fakeprovider.Credential.QUERY_API_KEY;
import static dev.penstock.fakeprovider.Credential.QUERY_KEY;
import static dev.penstock.fakeprovider.Credential.SIGNATURE;
import static dev.penstock.fakeprovider.Credential.SUBPROTOCOL;
import static dev.penstock.fakeprovider.Credential.TOKEN;
import static dev.penstock.fakeprovider.Credential.XI_API_KEY;
import static dev.penstock.fakeprovider.Credential.X_API_KEY;
import static dev.penstock.fakeprovider.Credential.X_GOOG_API_KEY;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The provider that a path stands for: where it looks for a credential, and whether it always wants one. */
enum Host {
    OPENAI(false, BEARER, X_API_KEY, API_KEY, TOKEN),
    ANTHROPIC(false, X_API_KEY, BEARER),
    GOOGLE(false, X_GOOG_API_KEY, QUERY_KEY, BEARER),
    AZURE(true, API_KEY),
    VERTEX(true, BEARER),
    BEDROCK(true, SIGNATURE, BEARER),
    OPENAI_REALTIME(true, BEARER, SUBPROTOCOL),
    GEMINI_LIVE(true, QUERY_KEY, X_GOOG_API_KEY),
    DEEPGRAM(true, TOKEN),
    CARTESIA(true, QUERY_API_KEY, X_API_KEY),
    ANY_SOCKET(false, BEARER, TOKEN, XI_API_KEY, X_API_KEY, QUERY_KEY, QUERY_API_KEY, SUBPROTOCOL);

    private static final Pattern ON_AZURE = Pattern.compile("/openai/deployments/[^/]+/");
    private static final Pattern ON_VERTEX = Pattern.compile("/projects/[^/]+/locations/[^/]+/");

    private final boolean alwaysKeyed;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot change
    private final List<Credential> places;

    Host(boolean alwaysKeyed, Credential... places) {
        this.alwaysKeyed = alwaysKeyed;
        this.places = List.of(places);
    }

    static Host of(String path, MultiMap headers) {
        if (ConverseAnswers.PATH.matcher(path).find()) {
            return BEDROCK;
        } else if (ON_AZURE.matcher(path).find()) {
            return AZURE;
        } else if (ON_VERTEX.matcher(path).find()) {
            return VERTEX;
        } else if (path.endsWith("/messages") || headers.contains("anthropic-version")) {
            return ANTHROPIC;
        }
        String small = path.toLowerCase(Locale.ROOT);
        boolean google = small.startsWith("/v1beta/") && !small.startsWith("/v1beta/openai/");
        return google || small.endsWith("generatecontent") || headers.contains("x-goog-api-key") ? GOOGLE : OPENAI;
    }

    static Host ofSocket(String path) {
        if (path.endsWith("/realtime")) {
            return OPENAI_REALTIME;
        } else if (path.endsWith("BidiGenerateContent")) {
            return GEMINI_LIVE;
        } else if (path.endsWith("/listen")) {
            return DEEPGRAM;
        }
        return path.endsWith("/tts/websocket") ? CARTESIA : ANY_SOCKET;
    }

    /**
     * Why the provider refuses the request's credentials; null where it takes them.
     *
     * @param keys the ones to take; none to take any
     */
    @Nullable
    Refusal refusal(MultiMap headers, String query, Set<String> keys) {
        if (keys.isEmpty() && !alwaysKeyed) {
            return null;
        }
        List<String> given = places.stream()
                .map(place -> place.in(headers, query))
                .filter(key -> !key.isEmpty())
                .toList();
        if (given.isEmpty()) {
            return this == BEDROCK
                    ? unsigned(headers)
                    : Refusal.of(401, "The request has no API key for this provider.");
        } else if (keys.isEmpty() || given.stream().anyMatch(keys::contains)) {
            return null;
        }
        return this == BEDROCK
                ? new Refusal(403, "UnrecognizedClientException", "The security token of the request is invalid.")
                : Refusal.of(401, "The API key of the request is not one of this provider's.");
    }

    private static Refusal unsigned(MultiMap headers) {
        return SigV4.claimedBy(headers)
                ? new Refusal(403, "IncompleteSignatureException", "The request's signature lacks something.")
                : new Refusal(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
}
