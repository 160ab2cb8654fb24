package dev.penstock.http.inference;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.CacheOptions;
import dev.penstock.domain.inference.CallOptions;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.KeyOptions;
import dev.penstock.domain.inference.LogOptions;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.StatedCost;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads what callers ask of the gateway in {@code cf-aig-*} headers (data plane, section 2) and in ours. A value that cannot be
 * read counts as not sent.
 */
public final class RequestHeaders {
    private static final String[] PREFIXES = {"cf-aig-", "penstock-", "cf-skip-cache", "cf-cache-ttl"};
    private static final String BEARER = "bearer ";
    private static final int LONGEST_EVENT_ID = 256;

    private RequestHeaders() {}

    public static RequestOptions options(Headers headers) {
        return options(headers, RequestOptions.NONE);
    }

    /**
     * What headers ask for, and what was asked before wherever they say nothing.
     *
     * @param base what the request asks of which these headers are a step's
     */
    static RequestOptions options(Headers sent, RequestOptions base) {
        // Few of a request's headers are for us, and many are asked for below.
        Headers headers = sent.without(line -> !isOurs(line));
        if (headers.lines().isEmpty()) {
            return base;
        }
        String event = headers.get("cf-aig-event-id");
        Secret token = token(headers.get("cf-aig-authorization"));
        return new RequestOptions(
                token == null ? base.gatewayToken() : token,
                event == null || event.isEmpty() ? base.eventId() : cut(event),
                log(headers, base.log()),
                cache(headers, base.cache()),
                call(headers, base.call()),
                keys(headers, base.keys()));
    }

    private static LogOptions log(Headers headers, LogOptions base) {
        String metadata = headers.get("cf-aig-metadata");
        String cost = headers.get("cf-aig-custom-cost");
        Metadata sent = metadata == null ? null : MetadataHeader.parse(metadata);
        StatedCost stated = cost == null ? null : CustomCostHeader.parse(cost);
        return new LogOptions(
                either(HeaderValue.flag(headers.get("cf-aig-collect-log")), base.collect()),
                either(HeaderValue.flag(headers.get("cf-aig-collect-log-payload")), base.collectPayload()),
                either(sent, base.metadata()),
                either(stated, base.customCost()));
    }

    private static CacheOptions cache(Headers headers, CacheOptions base) {
        Boolean skip = HeaderValue.flag(either(headers.get("cf-aig-skip-cache"), headers.get("cf-skip-cache")));
        Long seconds = HeaderValue.number(
                either(headers.get("cf-aig-cache-ttl"), headers.get("cf-cache-ttl")), 0, Integer.MAX_VALUE);
        String key = headers.get("cf-aig-cache-key");
        return new CacheOptions(
                either(skip, base.skip()),
                either(seconds == null ? null : Duration.ofSeconds(seconds), base.timeToLive()),
                either(key == null || key.isEmpty() ? null : key, base.key()),
                either(HeaderValue.flag(headers.get("penstock-single-flight")), base.singleFlight()));
    }

    private static CallOptions call(Headers headers, CallOptions base) {
        Duration timeout = timeout(headers, "cf-aig-request-timeout");
        Long attempts = HeaderValue.number(headers.get("cf-aig-max-attempts"), 1, CallLimits.MOST_ATTEMPTS);
        RetryPolicy retry = new RetryPolicy(
                attempts == null ? null : attempts.intValue(),
                HeaderValue.millis(headers.get("cf-aig-retry-delay"), 0, CallLimits.LONGEST_DELAY),
                HeaderValue.choice(headers.get("cf-aig-backoff"), RetryPolicy.Backoff.class));
        return new CallOptions(
                either(timeout, base.timeout()),
                RetryPolicy.layered(retry, base.retry()),
                ConductOptions.layered(conduct(headers), base.conduct()));
    }

    private static ConductOptions conduct(Headers headers) {
        return new ConductOptions(
                HeaderValue.choice(headers.get("penstock-rescue"), ConductOptions.Rescue.class),
                timeout(headers, "penstock-first-token-timeout"),
                timeout(headers, "penstock-stall-timeout"));
    }

    private static @Nullable Duration timeout(Headers headers, String name) {
        return HeaderValue.millis(headers.get(name), CallLimits.SHORTEST_TIMEOUT, CallLimits.LONGEST_TIMEOUT);
    }

    private static KeyOptions keys(Headers headers, KeyOptions base) {
        String alias = headers.get("cf-aig-byok-alias");
        return new KeyOptions(
                either(alias == null || alias.isBlank() ? null : alias.strip(), base.alias()),
                either(HeaderValue.flag(headers.get("cf-aig-no-wholesale")), base.noWholesale()),
                either(HeaderValue.flag(headers.get("cf-aig-zdr")), base.zeroDataRetention()));
    }

    private static <T> @Nullable T either(@Nullable T sent, @Nullable T otherwise) {
        return sent != null ? sent : otherwise;
    }

    private static boolean isOurs(Header line) {
        String name = line.name();
        char first = name.isEmpty() ? ' ' : name.charAt(0);
        if (first != 'c' && first != 'C' && first != 'p' && first != 'P') {
            return false;
        }
        for (String prefix : PREFIXES) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }

    /** With {@code Bearer} or without: both are in use. */
    private static @Nullable Secret token(@Nullable String value) {
        if (value == null) {
            return null;
        }
        boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return new Secret((bearer ? value.substring(BEARER.length()) : value).strip());
    }

    private static String cut(String event) {
        return event.length() > LONGEST_EVENT_ID ? event.substring(0, LONGEST_EVENT_ID) : event;
    }
}
