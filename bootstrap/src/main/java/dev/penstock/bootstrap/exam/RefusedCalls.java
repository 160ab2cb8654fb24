package dev.penstock.bootstrap.exam;

import java.time.Duration;
import java.util.List;

/** Faults 1 to 4, 12 and 13: the provider answers with a status that says no. */
final class RefusedCalls {
    private static final Duration FIRST_MOMENTS = Duration.ofMillis(1500);
    private static final Duration THREE_SECONDS = Duration.ofSeconds(3);
    private static final Duration LEAST_PAUSE = Duration.ofMillis(50);
    /** Clocks and timers are allowed so much. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private static final int MOST_ATTEMPTS = 6;
    private static final int MOST_AT_FIRST = 4;

    private RefusedCalls() {}

    static Verdict healthy(Outcome outcome) {
        return outcome.reply().whole() && outcome.attempts().size() == 1
                ? Verdict.pass("answered", outcome)
                : Verdict.fail("not even without a fault: " + Broken.whatCame(outcome.reply()), outcome);
    }

    static Verdict rateLimitedOnce(Outcome outcome) {
        List<Attempt> tries = outcome.at(Role.PRIMARY);
        if (!outcome.reply().whole()) {
            return Broken.instead(outcome, outcome.reply());
        } else if (outcome.within(outcome.attempts(), FIRST_MOMENTS) > 2) {
            return Verdict.fail("more than two attempts within 1.5 s", outcome);
        } else if (least(tries).compareTo(Pace.RETRY_AFTER.minus(GRACE)) < 0) {
            return Verdict.fail("retried after %d ms".formatted(least(tries).toMillis()), outcome);
        }
        return Verdict.pass(tries.size() > 1 ? "waited as asked" : "moved on at once", outcome);
    }

    static Verdict rateLimited(Outcome outcome) {
        List<Attempt> tries = outcome.at(Role.PRIMARY);
        if (tries.size() > MOST_ATTEMPTS) {
            return Verdict.fail("more than %d attempts".formatted(MOST_ATTEMPTS), outcome);
        } else if (outcome.within(tries, THREE_SECONDS) > MOST_AT_FIRST) {
            return Verdict.fail("more than %d attempts within 3 s".formatted(MOST_AT_FIRST), outcome);
        } else if (!outcome.reply().whole()) {
            return Broken.instead(outcome, outcome.reply());
        } else if (least(tries).compareTo(LEAST_PAUSE) < 0) {
            return Verdict.partial(
                    "does not back off: %d ms".formatted(least(tries).toMillis()), outcome);
        }
        return rescuedInTime(outcome);
    }

    static Verdict errorOnce(Outcome outcome) {
        if (!outcome.reply().whole()) {
            return Broken.instead(outcome, outcome.reply());
        } else if (outcome.answeredBy(outcome.reply()) != Role.PRIMARY) {
            return Verdict.partial("no retry on the same provider; the fallback answered", outcome);
        }
        return outcome.tries() == 2
                ? Verdict.pass("retried", outcome)
                : Verdict.partial("%d attempts for one error".formatted(outcome.tries()), outcome);
    }

    static Verdict unavailable(Outcome outcome) {
        if (outcome.tries() > MOST_ATTEMPTS) {
            return Verdict.fail("more than %d attempts".formatted(MOST_ATTEMPTS), outcome);
        }
        return outcome.reply().whole() ? rescuedInTime(outcome) : Broken.instead(outcome, outcome.reply());
    }

    static Verdict unavailableAlone(Outcome outcome) {
        Reply reply = outcome.reply();
        if (outcome.tries() > MOST_ATTEMPTS) {
            return Verdict.fail("more than %d attempts".formatted(MOST_ATTEMPTS), outcome);
        } else if (!reply.toldClearly()) {
            return Broken.deceived(outcome, reply);
        }
        boolean theirs = reply.status() == 503 && Broken.speaksOf(reply, "status 503");
        return theirs
                ? Verdict.pass("the provider's error", outcome)
                : Verdict.partial("not the provider's own error: " + Broken.whatCame(reply), outcome);
    }

    static Verdict contextLength(Outcome outcome) {
        Reply reply = outcome.reply();
        if (outcome.tries() != 1) {
            return Verdict.fail("asked again what cannot fit", outcome);
        } else if (reply.whole()) {
            return Verdict.pass("rescued", outcome);
        } else if (!reply.toldClearly()) {
            return Broken.deceived(outcome, reply);
        }
        return reply.status() == 400 && Broken.speaksOf(reply, "context")
                ? Verdict.pass("final", outcome)
                : Verdict.partial("not the provider's reason: " + Broken.whatCame(reply), outcome);
    }

    static Verdict contentPolicy(Outcome outcome) {
        Reply reply = outcome.reply();
        if (outcome.tries() != 1) {
            return Verdict.fail("asked again what was refused", outcome);
        } else if (reply.whole()) {
            return Verdict.partial("took what was refused to another model", outcome);
        } else if (!reply.toldClearly()) {
            return Broken.deceived(outcome, reply);
        }
        return reply.status() == 400 && Broken.speaksOf(reply, "because of its content")
                ? Verdict.pass("final", outcome)
                : Verdict.partial("not the provider's reason: " + Broken.whatCame(reply), outcome);
    }

    private static Verdict rescuedInTime(Outcome outcome) {
        return outcome.reply().took().compareTo(outcome.pace().budget()) > 0
                ? Verdict.partial("later than a call may take", outcome)
                : Verdict.pass("rescued", outcome);
    }

    /** The shortest pause between two attempts; very long where there are not two. */
    private static Duration least(List<Attempt> attempts) {
        Duration least = Duration.ofDays(1);
        for (int i = 1; i < attempts.size(); i++) {
            Duration pause =
                    Duration.between(attempts.get(i - 1).at(), attempts.get(i).at());
            least = pause.compareTo(least) < 0 ? pause : least;
        }
        return least;
    }
}
