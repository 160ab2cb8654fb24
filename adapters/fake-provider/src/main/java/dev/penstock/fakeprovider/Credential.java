package dev.penstock.fakeprovider;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The places where providers look for a credential. */
enum Credential {
    BEARER,
    TOKEN,
    API_KEY,
    X_API_KEY,
    XI_API_KEY,
    X_GOOG_API_KEY,
    QUERY_KEY,
    QUERY_API_KEY,
    SUBPROTOCOL,
    SIGNATURE;

    private static final List<String> SUBPROTOCOLS = List.of("openai-insecure-api-key.", "xi-api-key.", "fal-api-key.");

    /** What a request has there, empty for nothing. */
    String in(MultiMap headers, String query) {
        String found = switch (this) {
            case BEARER -> after("bearer ", headers.get("authorization"));
            case TOKEN -> after("token ", headers.get("authorization"));
            case API_KEY -> headers.get("api-key");
            case X_API_KEY -> headers.get("x-api-key");
            case XI_API_KEY -> headers.get("xi-api-key");
            case X_GOOG_API_KEY -> headers.get("x-goog-api-key");
            case QUERY_KEY -> PathNames.parameter(query, "key");
            case QUERY_API_KEY -> PathNames.parameter(query, "api_key");
            case SUBPROTOCOL -> subprotocol(headers);
            case SIGNATURE -> SigV4.accessKeyId(headers);
        };
        return found == null ? "" : found;
    }

    private static String after(String scheme, @Nullable String value) {
        return value != null && value.toLowerCase(Locale.ROOT).startsWith(scheme)
                ? value.substring(scheme.length()).strip()
                : "";
    }

    private static String subprotocol(MultiMap headers) {
        List<String> offered = new ArrayList<>();
        headers.getAll("sec-websocket-protocol").forEach(line -> offered.addAll(List.of(line.split(",", -1))));
        for (String item : offered) {
            for (String start : SUBPROTOCOLS) {
                if (item.strip().startsWith(start)) {
                    return item.strip().substring(start.length());
                }
            }
        }
        return "";
    }
}
