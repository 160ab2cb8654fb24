package dev.penstock.http.inference;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * Reads what callers ask of the gateway in {@code cf-aig-*} headers (data plane, section 2). A value that cannot be read
 * counts as not sent.
 */
final class RequestHeaders {
    private static final String PREFIX = "cf-aig-";
    private static final String BEARER = "bearer ";
    private static final int LONGEST_EVENT_ID = 256;

    private RequestHeaders() {}

    static RequestOptions options(Headers headers) {
        if (headers.lines().stream().noneMatch(RequestHeaders::isOurs)) {
            return RequestOptions.NONE;
        }
        String event = headers.get("cf-aig-event-id");
        String metadata = headers.get("cf-aig-metadata");
        return new RequestOptions(
                token(headers.get("cf-aig-authorization")),
                event == null || event.isEmpty() ? null : cut(event),
                flag(headers.get("cf-aig-collect-log")),
                flag(headers.get("cf-aig-collect-log-payload")),
                metadata == null ? null : MetadataHeader.parse(metadata));
    }

    private static boolean isOurs(Header line) {
        return line.name().regionMatches(true, 0, PREFIX, 0, PREFIX.length());
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

    private static @Nullable Boolean flag(@Nullable String value) {
        if (value == null) {
            return null;
        }
        if (value.equalsIgnoreCase("true") || value.equals("1")) {
            return true;
        }
        boolean no = value.equalsIgnoreCase("false") || value.equals("0");
        return no ? Boolean.FALSE : null;
    }
}
