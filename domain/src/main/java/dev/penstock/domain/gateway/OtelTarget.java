package dev.penstock.domain.gateway;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One receiver of OpenTelemetry traces. Header values may hold credentials, so they are secrets. */
public record OtelTarget(
        String url, Map<String, Secret> headers, @Nullable Secret authorization, Encoding encoding) {
    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_HEADER = 4096;
    private static final int LONGEST_AUTHORIZATION = 256;

    public OtelTarget {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** How traces are written: OTLP over HTTP in one of its two encodings. */
    public enum Encoding {
        JSON,
        PROTOBUF
    }

    /** What a person sends. */
    public record Draft(
            @Nullable String url,
            @Nullable Map<String, String> headers,
            @Nullable String authorization,
            @Nullable String contentType) {
        void check(Path path, Violations violations) {
            violations.required(path.key("url"), url);
            violations.length(path.key("url"), url, 0, LONGEST_URL);
            if (url != null && !isHttpUrl(url)) {
                violations.add(path.key("url"), "Invalid url");
            }
            violations
                    .required(path.key("headers"), headers)
                    .ifPresent(sent -> sent.forEach((name, value) ->
                            violations.length(path.key("headers").key(name), value, 0, LONGEST_HEADER)));
            violations.length(path.key("authorization"), authorization, 0, LONGEST_AUTHORIZATION);
            violations.oneOf(path.key("content_type"), contentType, Encoding.class, Violations.Case.LOWER);
        }

        private static boolean isHttpUrl(String url) {
            try {
                URI uri = new URI(url);
                String scheme = uri.getScheme();
                return scheme != null
                        && uri.getHost() != null
                        && (scheme.toLowerCase(Locale.ROOT).equals("https")
                                || scheme.toLowerCase(Locale.ROOT).equals("http"));
            } catch (URISyntaxException e) {
                return false;
            }
        }

        OtelTarget target() {
            Map<String, Secret> secrets = new LinkedHashMap<>();
            if (headers != null) {
                headers.forEach((name, value) -> secrets.put(name, new Secret(value)));
            }
            return new OtelTarget(
                    url == null ? "" : url,
                    secrets,
                    authorization == null ? null : new Secret(authorization),
                    contentType == null
                            ? Encoding.JSON
                            : Choice.of(contentType, Encoding.class, Violations.Case.LOWER));
        }
    }
}
