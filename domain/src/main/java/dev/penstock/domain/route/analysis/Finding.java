package dev.penstock.domain.route.analysis;

import dev.penstock.domain.validation.Path;

/** Something about a drawing that its author should know, and where. */
public record Finding(Code code, Path path, String message) {
    /** How bad it is. */
    public enum Severity {
        /** Traffic does not run such a drawing. */
        ERROR,
        /** Traffic runs it, and it most likely does not do what was meant. */
        WARNING,
        /** It may be meant. */
        NOTE
    }

    /** What it is about. */
    public enum Code {
        /** There is no start, or no end. */
        INCOMPLETE(Severity.ERROR),
        SECOND_START(Severity.ERROR),
        SAME_ID(Severity.ERROR),
        MISSING_ELEMENT(Severity.ERROR),
        LOOP(Severity.ERROR),
        SHARES(Severity.ERROR),
        WRONG_PROPERTY(Severity.ERROR),
        UNREACHABLE(Severity.WARNING),
        /** A way leads to an end past every model. */
        NO_MODEL(Severity.WARNING),
        NEVER_HOLDS(Severity.WARNING),
        ALWAYS_HOLDS(Severity.WARNING),
        NO_SHARE(Severity.WARNING),
        TOO_LONG(Severity.WARNING),
        OUT_OF_REACH(Severity.WARNING),
        NO_CREDENTIAL(Severity.WARNING),
        NO_TIME_LIMIT(Severity.WARNING),
        LAST_RETRY_WAITS(Severity.NOTE),
        NO_PRICE(Severity.NOTE),
        /** A failure or a limit here ends the route without an answer. */
        DEAD_END(Severity.NOTE);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }

        public Severity severity() {
            return severity;
        }
    }

    public Severity severity() {
        return code.severity();
    }
}
