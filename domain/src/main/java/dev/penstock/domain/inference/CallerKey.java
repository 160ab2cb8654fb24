package dev.penstock.domain.inference;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderAuth;
import org.jspecify.annotations.Nullable;

/**
 * The provider's key that a caller sent along (security, section 2, step 1). Asked after every gateway token has been taken out.
 *
 * @param secret null when there is none
 * @param headers what the caller sent, without the key
 */
public record CallerKey(@Nullable Secret secret, Headers headers) {
    private static final HeaderNames ANYWHERE =
            HeaderNames.of("authorization", "x-api-key", "x-goog-api-key", "api-key", "xi-api-key");

    /** Whether a request to a provider's own API shows any credential. One without a value is none. */
    public static boolean shown(ProviderAuth auth, Headers headers, @Nullable String query) {
        for (Header line : headers) {
            if (mayHoldKey(auth, line) && !isEmpty(line.value())) {
                return true;
            }
        }
        return auth.query() != null && query != null && inQuery(auth.query(), query);
    }

    /** Whether callers put a key for this provider into such a header. */
    public static boolean mayHoldKey(ProviderAuth auth, Header line) {
        if (ANYWHERE.contain(line.name()) || line.isNamed(auth.header())) {
            return true;
        }
        for (int i = 0; i < auth.otherHeaders().size(); i++) {
            if (line.isNamed(auth.otherHeaders().get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean inQuery(String name, String query) {
        int from = 0;
        while (from <= query.length()) {
            int end = query.indexOf('&', from);
            int to = end < 0 ? query.length() : end;
            boolean named = query.startsWith(name, from) && query.startsWith("=", from + name.length());
            if (named && to > from + name.length() + 1) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /**
     * The key of a unified request, which stands where OpenAI's does; where nothing stands there, in another usual place. It is
     * to be put where the provider looks for it, so no such place comes along.
     */
    public static CallerKey ofUnified(Headers headers) {
        String authorization = headers.get("authorization");
        String sent = authorization == null || isEmpty(authorization) ? elsewhere(headers) : authorization;
        Headers others = headers.without(line -> ANYWHERE.contain(line.name()));
        return new CallerKey(sent == null ? null : new Secret(bare(sent)), others);
    }

    private static @Nullable String elsewhere(Headers headers) {
        for (Header line : headers) {
            if (ANYWHERE.contain(line.name()) && !isEmpty(line.value())) {
                return line.value();
            }
        }
        return null;
    }

    /** An SDK that was given no key sends the scheme all the same. */
    private static boolean isEmpty(String value) {
        return value.isBlank() || value.strip().equalsIgnoreCase("bearer");
    }

    /** What follows the scheme, where there is one: {@code Bearer x}, {@code Token x}, {@code x}. */
    private static String bare(String value) {
        String trimmed = value.strip();
        return trimmed.substring(trimmed.lastIndexOf(' ') + 1);
    }
}
