package dev.penstock.http.inference;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.HeaderNames;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.KeyOptions;
import dev.penstock.domain.inference.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the REST forms (data plane endpoints, section 5.2): a caller shows its own token and nobody else's key, and
 * may ask for less than at a gateway.
 */
final class RunHeaders {
    private static final HeaderNames HONOURED = HeaderNames.of(
            "cf-aig-skip-cache",
            "cf-aig-cache-ttl",
            "cf-aig-cache-key",
            "cf-aig-collect-log",
            "cf-aig-collect-log-payload",
            "cf-aig-request-timeout",
            "cf-aig-max-attempts",
            "cf-aig-retry-delay",
            "cf-aig-backoff",
            "cf-aig-metadata",
            "cf-aig-zdr");
    private static final HeaderNames CREDENTIALS =
            HeaderNames.of("authorization", "x-api-key", "x-goog-api-key", "api-key", "xi-api-key");
    private static final String RETRY_DELAY = "cf-aig-retry-delay";
    private static final int LONGEST_DELAY = 5000;
    private static final String OWN = "cf-aig-authorization";
    private static final String BEARER = "bearer ";

    private RunHeaders() {}

    /**
     * What is asked for, with the caller's token.
     *
     * @param atGateway whether the form stands below a gateway, where the token has a header of its own
     */
    static RequestOptions options(Headers sent, boolean atGateway) {
        RequestOptions asked = RequestHeaders.options(sent.without(line -> !isHonoured(line)));
        KeyOptions keys = asked.keys();
        return new RequestOptions(
                token(sent, atGateway),
                asked.eventId(),
                asked.log(),
                asked.cache(),
                asked.call(),
                new KeyOptions(null, keys.noWholesale(), keys.zeroDataRetention()));
    }

    private static boolean isHonoured(Header line) {
        return HONOURED.contain(line.name())
                && (!line.isNamed(RETRY_DELAY) || HeaderValue.number(line.value(), 0, LONGEST_DELAY) != null);
    }

    /** Anthropic's SDK has another place for it. No token at all is a token that nobody has. */
    private static Secret token(Headers sent, boolean atGateway) {
        String own = atGateway ? sent.get(OWN) : null;
        String usual = own != null ? own : sent.get("authorization");
        String shown = usual != null ? usual : sent.get("x-api-key");
        return new Secret(shown == null ? "" : bare(shown));
    }

    private static String bare(String value) {
        boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return (bearer ? value.substring(BEARER.length()) : value).strip();
    }

    /** What may go on: no credential, whosever it is. */
    static Headers cleaned(Headers sent) {
        return sent.without(line -> CREDENTIALS.contain(line.name()));
    }

    /** As {@link #cleaned}, for answers that have to be read: they must not come compressed. */
    static Headers readable(Headers sent) {
        return cleaned(sent).without(line -> line.isNamed("accept-encoding"));
    }

    /** Null when the caller names no gateway. */
    static @Nullable String gateway(Headers sent) {
        String named = sent.get("cf-aig-gateway-id");
        return named == null || named.isBlank() ? null : named.strip();
    }
}
