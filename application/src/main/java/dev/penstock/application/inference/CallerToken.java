package dev.penstock.application.inference;

import dev.penstock.application.account.TokenBook;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.HeaderNames;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of gateway tokens (security, section 1). Callers put one into the gateway's own header or, since
 * SDKs have one place for a key, where a provider's key would stand. Wherever it stands, it goes no further.
 *
 * @param valid whether a valid token was shown; one in the gateway's own header decides alone
 * @param cleaned the request without any valid token in the places for provider keys
 */
record CallerToken(boolean valid, InferenceRequest cleaned) {
    private static final HeaderNames KEY_HEADERS =
            HeaderNames.of("authorization", "x-api-key", "x-goog-api-key", "api-key", "xi-api-key");
    private static final int SHORTEST_IN_QUERY = 16;

    static CallerToken in(InferenceRequest request, TokenBook tokens) {
        Headers headers = request.headers().without(line -> holdsToken(line, tokens));
        String sentQuery = request.target().query();
        String query = sentQuery == null ? null : withoutToken(sentQuery, tokens);
        boolean inPlaceOfKey =
                headers.lines().size() < request.headers().lines().size() || !Objects.equals(query, sentQuery);

        Secret own = request.options().gatewayToken();
        boolean valid = own == null ? inPlaceOfKey : tokens.knows(own.reveal());
        return new CallerToken(
                valid, inPlaceOfKey ? request.with(request.target().withQuery(query), headers) : request);
    }

    private static boolean holdsToken(Header line, TokenBook tokens) {
        return KEY_HEADERS.contain(line.name()) && tokens.knows(credential(line.value()));
    }

    /** What follows the scheme, where there is one: {@code Bearer x}, {@code Token x}, {@code x}. */
    private static String credential(String value) {
        return value.substring(value.lastIndexOf(' ') + 1);
    }

    private static @Nullable String withoutToken(String query, TokenBook tokens) {
        List<String> kept = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            if (!isToken(value, tokens)) {
                kept.add(parameter);
            }
        }
        return kept.isEmpty() ? null : String.join("&", kept);
    }

    private static boolean isToken(String value, TokenBook tokens) {
        return value.length() >= SHORTEST_IN_QUERY
                && (tokens.knows(value) || (value.indexOf('%') >= 0 && tokens.knows(decoded(value))));
    }

    /** A plus sign is itself here, as in the rest of a URL. Null when it is not percent-encoded text. */
    private static @Nullable String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
