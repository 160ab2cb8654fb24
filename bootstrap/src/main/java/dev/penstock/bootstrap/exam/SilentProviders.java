package dev.penstock.bootstrap.exam;

/** Faults 5 to 7: the provider says nothing, or not yet. */
final class SilentProviders {
    private SilentProviders() {}

    static Verdict reset(Outcome outcome) {
        Reply reply = outcome.reply();
        return reply.whole()
                ? Verdict.pass(outcome.rescued(reply) ? "rescued" : "retried", outcome)
                : Broken.instead(outcome, reply);
    }

    static Verdict silent(Outcome outcome) {
        Reply reply = outcome.reply();
        if (outcome.tries() > 1) {
            return Verdict.fail("asked the silent one again", outcome);
        } else if (!reply.whole()) {
            return Broken.instead(outcome, reply);
        }
        return reply.took().compareTo(outcome.pace().budget()) > 0
                ? Verdict.fail("later than a call may take", outcome)
                : Verdict.pass("rescued", outcome);
    }

    static Verdict lateToken(Outcome outcome) {
        Reply reply = outcome.reply();
        if (!reply.whole()) {
            return Broken.instead(outcome, reply);
        } else if (!outcome.rescued(reply)) {
            return Verdict.fail("waited beyond the limit for the first token", outcome);
        }
        return reply.took().compareTo(outcome.pace().lateBound()) > 0
                ? Verdict.partial("rescued, but late", outcome)
                : Verdict.pass("rescued", outcome);
    }

    static Verdict lateTokenAwaited(Outcome outcome) {
        Reply reply = outcome.reply();
        if (!reply.whole()) {
            return Broken.instead(outcome, reply);
        }
        return outcome.ours() && outcome.rescued(reply)
                ? Verdict.partial("did not wait, though nothing said how long", outcome)
                : Verdict.pass("waited", outcome);
    }
}
