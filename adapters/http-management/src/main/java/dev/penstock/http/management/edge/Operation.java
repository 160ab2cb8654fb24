package dev.penstock.http.management.edge;

import dev.penstock.domain.account.Permission;
import java.util.Map;

/**
 * One thing that can be asked for: an HTTP method on a path of the document, who may ask, and who answers.
 *
 * @param path as the document writes it, with its {@code {names}}
 * @param permission what a token must allow
 * @param refusedResult what the contract wants as {@code result} when the answer is no
 */
public record Operation(
        String method,
        String path,
        Access access,
        Permission permission,
        RefusedResult refusedResult,
        Handling handling) {
    /** Who may ask. Where the path names an account, the token must be good for it, whatever stands here. */
    public enum Access {
        /** Everybody: probes and the document. */
        OPEN,
        /** Whoever shows a token that holds, whatever it allows. */
        ANY_TOKEN,
        /** Whoever shows a token that holds and allows this. */
        TOKEN,
        /** Whoever shows a token that holds, allows this, and is good for all accounts. */
        TOKEN_FOR_ALL
    }

    /** What stands under {@code result} in an answer that says no (management API, section 3). */
    public enum RefusedResult {
        NULL,
        EMPTY_OBJECT
    }

    /** Answers a call. Runs on a virtual thread and may block. */
    @FunctionalInterface
    public interface Handling {
        Reply answer(Call call);

        /**
         * What else an answer says that something is wrong with the input. Who cannot know it for these parts of the path
         * throws the problem that is answered instead.
         */
        default Map<String, Object> besideErrors(Map<String, String> params) {
            return Map.of();
        }
    }

    /** An operation for whoever shows a token that allows it: reading for {@code GET}, else writing. */
    public static Operation guarded(String method, String path, Handling handling) {
        Permission permission = method.equals("GET") ? Permission.READ : Permission.WRITE;
        return new Operation(method, path, Access.TOKEN, permission, RefusedResult.NULL, handling);
    }

    /** An operation for everybody. */
    public static Operation open(String path, Handling handling) {
        return new Operation("GET", path, Access.OPEN, Permission.READ, RefusedResult.NULL, handling);
    }

    /** This operation, for others. */
    public Operation forWhom(Access other) {
        return new Operation(method, path, other, permission, refusedResult, handling);
    }

    /** This operation, which changes nothing although it has a body. */
    public Operation onlyReading() {
        return new Operation(method, path, access, Permission.READ, refusedResult, handling);
    }

    /** This operation, with an empty object as its result when the answer is no. */
    public Operation refusingWithObject() {
        return new Operation(method, path, access, permission, RefusedResult.EMPTY_OBJECT, handling);
    }

    /** Whether something may be there afterwards that was not there before. */
    boolean makesThings() {
        return permission != Permission.READ && !method.equals("DELETE");
    }

    /** Whether the end of the request is waited for: nothing is changed for half a request, even where no body belongs to it. */
    public boolean takesBody() {
        return !method.equals("GET");
    }
}
