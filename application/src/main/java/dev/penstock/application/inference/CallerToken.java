package dev.penstock.application.inference;

import dev.penstock.application.account.TokenBook;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.HeaderNames;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.Step;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of gateway tokens (security, section 1). Callers put one into the gateway's own header or, since
 * SDKs have one place for a key, where a provider's key would stand. Wherever it stands and whatever it may do, it goes no
 * further.
 *
 * @param valid whether a token was shown that may run traffic in the account; one in the gateway's own header decides alone
 * @param cleaned the request without any token of ours in the places for provider keys
 */
record CallerToken(boolean valid, InferenceRequest cleaned) {
    private static final HeaderNames KEY_HEADERS =
            HeaderNames.of("authorization", "x-api-key", "x-goog-api-key", "api-key", "xi-api-key");
    private static final int SHORTEST_IN_QUERY = 16;

    static CallerToken in(InferenceRequest request, TokenBook tokens) {
        List<ApiToken> inPlaceOfKey = new ArrayList<>();
        Headers headers = request.headers().without(line -> holdsToken(line, tokens, inPlaceOfKey));
        String sentQuery = request.target().query();
        String query = sentQuery == null ? null : withoutToken(sentQuery, tokens, inPlaceOfKey);

        Secret own = request.options().gatewayToken();
        boolean valid = own == null ? oneMayRun(inPlaceOfKey, request) : mayRun(tokens.find(own.reveal()), request);
        InferenceRequest cleaned =
                inPlaceOfKey.isEmpty() ? request : request.with(request.target().withQuery(query), headers);
        return new CallerToken(
                valid,
                cleaned.target() instanceof RequestTarget.Universal universal
                        ? cleaned.with(withoutTokens(universal, tokens), cleaned.headers())
                        : cleaned);
    }

    /** A token in a step, in its headers or its query, lets nobody in, and goes no further either (endpoints, section 4). */
    private static RequestTarget.Universal withoutTokens(RequestTarget.Universal universal, TokenBook tokens) {
        List<Step> steps = new ArrayList<>(universal.steps().size());
        for (Step step : universal.steps()) {
            List<ApiToken> unused = new ArrayList<>();
            Headers headers = step.headers().without(line -> holdsToken(line, tokens, unused));
            String query = step.target().query();
            RequestTarget target =
                    query == null ? step.target() : step.target().withQuery(withoutToken(query, tokens, unused));
            steps.add(new Step(target, headers, step.content(), step.options()));
        }
        return new RequestTarget.Universal(steps, universal.query());
    }

    private static boolean oneMayRun(List<ApiToken> shown, InferenceRequest request) {
        for (ApiToken token : shown) {
            if (mayRun(token, request)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayRun(@Nullable ApiToken token, InferenceRequest request) {
        return token != null && token.allows(Permission.RUN, request.gateway().account(), request.receivedAt());
    }

    private static boolean holdsToken(Header line, TokenBook tokens, List<ApiToken> found) {
        return KEY_HEADERS.contain(line.name()) && note(tokens.find(credential(line.value())), found);
    }

    private static boolean note(@Nullable ApiToken token, List<ApiToken> found) {
        return token != null && found.add(token);
    }

    /** What follows the scheme, where there is one: {@code Bearer x}, {@code Token x}, {@code x}. */
    private static String credential(String value) {
        return value.substring(value.lastIndexOf(' ') + 1);
    }

    private static @Nullable String withoutToken(String query, TokenBook tokens, List<ApiToken> found) {
        List<String> kept = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            String value = parameter.substring(parameter.indexOf('=') + 1);
            if (!note(token(value, tokens), found)) {
                kept.add(parameter);
            }
        }
        return kept.isEmpty() ? null : String.join("&", kept);
    }

    private static @Nullable ApiToken token(String value, TokenBook tokens) {
        if (value.length() < SHORTEST_IN_QUERY) {
            return null;
        }
        ApiToken asWritten = tokens.find(value);
        return asWritten != null || value.indexOf('%') < 0 ? asWritten : tokens.find(decoded(value));
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
