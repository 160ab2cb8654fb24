package dev.penstock.bootstrap.exam;

import java.util.Locale;

/**
 * How a run is judged.
 *
 * @param manner what the gateway did, in a word or two
 * @param reason one line, with what was measured
 */
public record Verdict(Grade grade, String manner, String reason) {
    /** From best to worst. */
    public enum Grade {
        PASS,
        /** What was wanted did not all happen, but nobody was deceived. */
        PARTIAL,
        /** A bounded, clear error where an answer was wanted. */
        SAFE,
        FAIL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Verdict pass(String manner, Outcome outcome) {
        return new Verdict(Grade.PASS, manner, outcome.figures());
    }

    static Verdict partial(String reason, Outcome outcome) {
        return new Verdict(Grade.PARTIAL, "partial", reason + " (" + outcome.figures() + ")");
    }

    static Verdict safe(String reason, Outcome outcome) {
        return new Verdict(Grade.SAFE, "clear error", reason + " (" + outcome.figures() + ")");
    }

    static Verdict fail(String reason, Outcome outcome) {
        return new Verdict(Grade.FAIL, "fail", reason + " (" + outcome.figures() + ")");
    }

    boolean passed() {
        return grade == Grade.PASS;
    }
}
