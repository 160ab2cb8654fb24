package dev.penstock.http.management.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An answer that says no, in the contract's codes (management API, section 3). */
public record Refusal(int status, List<Entry> errors) {
    static final int WRONG_INPUT = 7001;

    private static final int NOT_FOUND = 7002;
    private static final int ROUTE_PROBLEM = 7005;
    private static final int INTERNAL = 7000;
    private static final int NO_ROUTE = 7003;
    private static final int NO_CREDENTIALS = 9106;
    private static final int BAD_CREDENTIALS = 10000;
    private static final int LONGEST_SHOWN_PATH = 200;

    public Refusal {
        errors = List.copyOf(errors);
    }

    /**
     * One reason.
     *
     * @param path positions are written as text: the contract's schema knows nothing else
     */
    record Entry(
            int code,
            String message,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> path) {
        static Entry at(Path path, int code, String message) {
            return new Entry(
                    code, message, path.steps().stream().map(Object::toString).toList());
        }
    }

    /** Whether the caller is told what is wrong with what it sent. */
    boolean isWrongInput() {
        return status == 400;
    }

    static Refusal of(int status, int code, String message) {
        return new Refusal(status, List.of(new Entry(code, message, null)));
    }

    static Refusal invalid(Collection<Violation> violations) {
        return new Refusal(
                400,
                violations.stream()
                        .map(violation -> Entry.at(violation.path(), WRONG_INPUT, violation.message()))
                        .toList());
    }

    /** There is no such object. */
    public static Refusal notFound() {
        return of(404, NOT_FOUND, "Not Found");
    }

    /** Routes have a code of their own, and an object as their result (management API, section 3). */
    static Refusal routeNotFound(String what) {
        return of(404, ROUTE_PROBLEM, what + " not found");
    }

    /** Wrong input that says "already exists". */
    static Refusal routeExists(Path at, String message) {
        return new Refusal(400, List.of(Entry.at(at, ROUTE_PROBLEM, message)));
    }

    static Refusal internal() {
        return of(500, INTERNAL, "Internal Error");
    }

    static Refusal noCredentials() {
        return of(
                400,
                NO_CREDENTIALS,
                "No credentials: send an Authorization header with a Bearer token, or X-Auth-Email and X-Auth-Key");
    }

    static Refusal badCredentials() {
        return of(403, BAD_CREDENTIALS, "Authentication error");
    }

    /** The body is larger than the server takes. */
    public static Refusal bodyTooLarge() {
        return new Refusal(
                413,
                List.of(new Entry(
                        WRONG_INPUT,
                        "The body must not be larger than %d bytes".formatted(BodyIntake.MOST_BYTES),
                        List.of("body"))));
    }

    /** Nothing answers at this path. */
    public static Refusal noRoute(String rawPath) {
        String shown = rawPath.length() > LONGEST_SHOWN_PATH ? rawPath.substring(0, LONGEST_SHOWN_PATH) : rawPath;
        return new Refusal(
                404,
                List.of(
                        new Entry(
                                NO_ROUTE,
                                "Could not route to %s, perhaps your object identifier is invalid?".formatted(shown),
                                null),
                        new Entry(INTERNAL, "No route for that URI", null)));
    }

    /** Something answers at this path, but not to this method. */
    public static Refusal wrongMethod(String method, Set<String> allowed) {
        return of(
                405,
                WRONG_INPUT,
                "%s not supported for requested URI. It takes %s.".formatted(method, String.join(", ", allowed)));
    }

    /** The request cannot even be read as HTTP. */
    public static Refusal unreadable(int status, String message) {
        return of(status, WRONG_INPUT, message);
    }
}
