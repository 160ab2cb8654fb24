package dev.penstock.bootstrap.exam;

import java.util.List;

/** Faults 8 to 11 and 14: the answer begins well. */
final class BrokenStreams {
    private static final String[] PREFILL = {"prefill", "assistant message at the end"};
    private static final String[] FIRST_CAUSE = {
        "broke",
        "truncat",
        "cut",
        "clos",
        "reset",
        "ended",
        "lost",
        "stop",
        "interrupt",
        "before",
        "incomplete",
        "end of"
    };

    private BrokenStreams() {}

    static Verdict cutOff(Outcome outcome) {
        Verdict verdict = rescuedOrTold(outcome);
        List<LogRow> logs = outcome.logs();
        boolean logged = logs == null
                || logs.stream()
                        .anyMatch(row -> row.outcome().equals("truncated")
                                && !row.cause().isEmpty());
        return verdict.passed() && !logged ? Verdict.partial("no log entry says truncated, and why", outcome) : verdict;
    }

    static Verdict stalled(Outcome outcome) {
        Reply reply = outcome.reply();
        if (reply.took().compareTo(outcome.pace().stallBound()) > 0) {
            return Verdict.fail("found too late", outcome);
        } else if (!outcome.healthy()) {
            return Verdict.fail("the gateway does not serve any more", outcome);
        }
        return rescuedOrTold(outcome);
    }

    static Verdict brokenEvent(Outcome outcome) {
        Reply reply = outcome.reply();
        return reply.whole() && !outcome.rescued(reply) ? Verdict.pass("skipped", outcome) : toldOrRescued(outcome);
    }

    static Verdict noTerminator(Outcome outcome) {
        Reply reply = outcome.reply();
        if (!reply.whole()) {
            return Broken.instead(outcome, reply);
        } else if (outcome.attempts().size() > 1) {
            return Verdict.partial("asked again for an answer that was whole", outcome);
        } else if (reply.completionTokens() < 0) {
            return Verdict.partial("the usage got lost", outcome);
        }
        return reply.took().compareTo(outcome.pace().terminatorBound()) > 0
                ? Verdict.fail("waited for a terminator", outcome)
                : Verdict.pass("supplied", outcome);
    }

    static Verdict noPrefill(Outcome outcome) {
        Reply reply = outcome.reply();
        if (Broken.speaksOf(reply, PREFILL)) {
            return Verdict.fail("the caller sees the second refusal: " + Broken.whatCame(reply), outcome);
        } else if (!reply.whole() && reply.toldClearly() && !Broken.speaksOf(reply, FIRST_CAUSE)) {
            return Verdict.partial("the error does not name the first cause: " + Broken.whatCame(reply), outcome);
        }
        return toldOrRescued(outcome);
    }

    /** Where a rescue was asked for, an error is only the second best. */
    private static Verdict rescuedOrTold(Outcome outcome) {
        boolean asked = outcome.run().rescue() != Rescue.OFF || !outcome.run().streamed();
        return asked && !outcome.reply().whole() ? Broken.instead(outcome, outcome.reply()) : toldOrRescued(outcome);
    }

    private static Verdict toldOrRescued(Outcome outcome) {
        Reply reply = outcome.reply();
        if (reply.whole()) {
            return outcome.rescued(reply)
                    ? Verdict.pass("rescued", outcome)
                    : Verdict.fail("whole, although the provider broke off: the fault did not strike", outcome);
        }
        return reply.toldClearly() ? Verdict.pass("clear error", outcome) : Broken.deceived(outcome, reply);
    }
}
