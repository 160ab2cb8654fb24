package dev.penstock.domain.route;

import dev.penstock.domain.inference.HeaderNames;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which part of a request a condition or a rate element looks at. Headers that carry credentials cannot be named. */
public sealed interface FieldPath {
    int MAX_LENGTH = 256;

    /** What may hold a token or a key of somebody. */
    HeaderNames CREDENTIALS = HeaderNames.of(
            "authorization",
            "proxy-authorization",
            "cf-aig-authorization",
            "cf-access-jwt-assertion",
            "cookie",
            "api-key",
            "x-api-key",
            "x-goog-api-key",
            "xi-api-key",
            "x-auth-key");

    /** {@code metadata.<key>}; the key may hold dots. */
    record InMetadata(String key) implements FieldPath {}

    /** {@code body.<step>.<step>}: names of members, or positions in lists, counted from 0. */
    record InBody(List<String> steps) implements FieldPath {
        public InBody {
            steps = List.copyOf(steps);
        }
    }

    /** {@code headers.<name>}, in lower case. */
    record InHeaders(String name) implements FieldPath {
        public InHeaders {
            if (CREDENTIALS.contain(name)) {
                throw new IllegalArgumentException("a header that carries credentials is not looked at");
            }
        }
    }

    /** A bare name: the metadata of that key, else the body. */
    record Anywhere(InMetadata first, InBody second) implements FieldPath {}

    /** As people write it. */
    default String text() {
        return switch (this) {
            case InMetadata(String key) -> "metadata." + key;
            case InBody(List<String> steps) -> "body." + String.join(".", steps);
            case InHeaders(String name) -> "headers." + name;
            case Anywhere(InMetadata first, InBody second) -> first.key();
        };
    }

    /** Reads a path, or notes what is wrong with it. */
    static Optional<FieldPath> read(String text, Path at, Violations violations) {
        if (text.length() > MAX_LENGTH) {
            violations.add(at, "A path must contain at most %d character(s)".formatted(MAX_LENGTH));
            return Optional.empty();
        }
        String rest = text.substring(text.indexOf('.') + 1);
        List<String> steps = List.of(rest.split("\\.", -1));
        boolean gap = steps.contains("");
        String place = text.equals(rest) ? "" : text.substring(0, text.length() - rest.length() - 1);
        if (place.equals("headers") && CREDENTIALS.contain(rest)) {
            violations.add(at, "The header '%s' carries credentials and cannot be looked at".formatted(rest));
            return Optional.empty();
        }
        Optional<FieldPath> path = switch (place) {
            case "metadata" -> rest.isEmpty() ? Optional.empty() : Optional.of(new InMetadata(rest));
            case "body" -> gap ? Optional.empty() : Optional.of(new InBody(steps));
            case "headers" -> header(rest);
            default -> bare(text);
        };
        if (path.isEmpty()) {
            violations.add(at, "Invalid path: write metadata.<key>, body.<member> or headers.<name>");
        }
        return path;
    }

    private static Optional<FieldPath> header(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(new InHeaders(name.toLowerCase(Locale.ROOT)));
    }

    private static Optional<FieldPath> bare(String text) {
        List<String> steps = List.of(text.split("\\.", -1));
        return steps.contains("")
                ? Optional.empty()
                : Optional.of(new Anywhere(new InMetadata(text), new InBody(steps)));
    }
}
