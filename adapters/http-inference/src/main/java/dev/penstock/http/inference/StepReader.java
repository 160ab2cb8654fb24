package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one step of a universal request. Members that nobody knows are passed over. */
final class StepReader {
    /** What {@code config} may say, by the header that says the same. */
    private static final Map<String, String> CONFIG = Map.of(
            "requestTimeout", "cf-aig-request-timeout",
            "maxAttempts", "cf-aig-max-attempts",
            "retryDelay", "cf-aig-retry-delay",
            "backoff", "cf-aig-backoff",
            "cacheTtl", "cf-aig-cache-ttl",
            "skipCache", "cf-aig-skip-cache");
    /** The workers example of the documentation leaves the last letter out. */
    private static final String SHORT_SPELLING = "chat/completion";

    private static final int MOST_HEADERS = 100;
    private static final String OURS = "cf-aig-";
    private static final char LAST_PLAIN = '~';

    private final String at;
    private final ByteBuffer bytes;
    private final List<String> faults;
    private final List<Header> headers = new ArrayList<>();
    private final List<Header> config = new ArrayList<>();
    private @Nullable String provider;
    private @Nullable String endpoint;
    private @Nullable ByteBuffer query;

    /**
     * @param at the step's path in the body
     */
    StepReader(String at, ByteBuffer bytes, List<String> faults) {
        this.at = at;
        this.bytes = bytes;
        this.faults = faults;
    }

    void read(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "provider" -> provider = text(parser, value);
                case "endpoint" -> endpoint = text(parser, value);
                case "authorization" -> authorization(parser, value);
                case "eventId" -> {
                    if (value == JsonToken.VALUE_STRING) {
                        config.add(new Header("cf-aig-event-id", parser.getText()));
                    }
                    parser.skipChildren();
                }
                case "headers" -> members(parser, value, name, headers, Map.of());
                case "config" -> members(parser, value, name, config, CONFIG);
                case "query" -> query = slice(parser, value);
                default -> parser.skipChildren();
            }
        }
    }

    /** Null when something is wrong with it. */
    @Nullable
    Step step(RequestOptions base) {
        RequestTarget target = target();
        if (query == null) {
            faults.add(at + ".query must be an object");
        }
        if (target == null || query == null) {
            return null;
        }
        Headers sent = new Headers(headers);
        Headers complete = sent.get("content-type") == null ? sent.with("content-type", "application/json") : sent;
        RequestOptions options = RequestHeaders.options(sent, RequestHeaders.options(new Headers(config), base));
        return new Step(
                target,
                complete,
                new InferenceRequest.Content(new Body.Whole(query), RequestScanner.scan(query)),
                options);
    }

    private @Nullable RequestTarget target() {
        if (provider == null || endpoint == null) {
            faults.add("%s.%s must be a text".formatted(at, provider == null ? "provider" : "endpoint"));
            return null;
        }
        String whole = endpoint.startsWith("/") ? endpoint.substring(1) : endpoint;
        int mark = whole.indexOf('?');
        String path = mark < 0 ? whole : whole.substring(0, mark);
        RequestTarget target = InferencePath.climbs("/" + path) || !HeaderText.isVisible(whole)
                ? null
                : InferencePath.target(
                        provider,
                        provider.equals("compat") && path.equals(SHORT_SPELLING) ? SHORT_SPELLING + "s" : path,
                        mark < 0 ? null : whole.substring(mark + 1));
        if (target == null) {
            faults.add(at + ".endpoint leads nowhere");
        }
        return target;
    }

    private @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    private void authorization(JsonParser parser, JsonToken value) throws IOException {
        String text = text(parser, value);
        if (text != null) {
            header("authorization", text, headers);
        }
    }

    /**
     * The members of an object as headers; with names given, only those that have one. Types of the public clients let the
     * values of metadata and cost be objects.
     */
    private void members(JsonParser parser, JsonToken value, String name, List<Header> found, Map<String, String> names)
            throws IOException {
        if (value != JsonToken.START_OBJECT) {
            if (value != JsonToken.VALUE_NULL) {
                faults.add("%s.%s must be an object".formatted(at, name));
            }
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = names.isEmpty() ? parser.currentName() : names.get(parser.currentName());
            JsonToken token = parser.nextToken();
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL && member != null) {
                header(member, parser.getText(), found);
            } else if (member != null && isOurs(member)) {
                ByteBuffer object = slice(parser, token);
                if (object != null) {
                    header(member, oneLine(object), found);
                }
            }
            parser.skipChildren();
        }
    }

    private static boolean isOurs(String name) {
        return name.regionMatches(true, 0, OURS, 0, OURS.length());
    }

    /** JSON as a header can hold it: on one line, and with letters of other scripts escaped. Numbers stay as they are. */
    private static String oneLine(ByteBuffer json) {
        StringBuilder text = new StringBuilder(json.remaining());
        StandardCharsets.UTF_8.decode(json).chars().forEach(c -> {
            if (c > LAST_PLAIN) {
                text.append("\\u%04x".formatted(c));
            } else {
                text.append(c < ' ' ? ' ' : (char) c);
            }
        });
        return text.toString();
    }

    private void header(String name, String value, List<Header> found) {
        if (!HeaderText.isName(name) || !HeaderText.isValue(value)) {
            faults.add(at + ".headers holds what cannot be a header");
        } else if (found.size() >= MOST_HEADERS) {
            faults.add("%s.headers holds more than %d".formatted(at, MOST_HEADERS));
        } else {
            found.add(new Header(name, value));
        }
    }

    /** The bytes of an object, as they stand in the body. */
    private @Nullable ByteBuffer slice(JsonParser parser, JsonToken value) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        if (value != JsonToken.START_OBJECT) {
            return null;
        }
        int to = (int) parser.currentLocation().getByteOffset();
        return bytes.slice(bytes.position() + from, to - from);
    }
}
