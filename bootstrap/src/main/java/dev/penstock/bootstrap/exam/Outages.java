package dev.penstock.bootstrap.exam;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Faults 15 and 16: what a gateway learns from failures, and what it says about them. */
final class Outages {
    /** So many requests may go by before a circuit opens. */
    private static final int WARM_UP = 5;

    /** From the last attempt of a request until its failure is known everywhere. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private Outages() {}

    static Verdict outage(Outcome outcome) {
        for (Reply reply : outcome.replies()) {
            if (!reply.whole()) {
                return Broken.instead(outcome, reply);
            }
        }
        Instant begun = outcome.at(Role.PRIMARY).getFirst().at();
        Instant over = begun.plus(outcome.pace().outage());
        String hammering = hammering(outcome, over);
        if (!hammering.isEmpty()) {
            return Verdict.partial(hammering, outcome);
        }
        Reply back = outcome.replies().stream()
                .filter(reply -> outcome.answeredBy(reply) == Role.PRIMARY)
                .findFirst()
                .orElse(null);
        if (back == null) {
            return Verdict.partial("never back on the primary", outcome);
        }
        Duration late = Duration.between(over, back.sentAt());
        return late.compareTo(outcome.pace().recovery()) > 0
                ? Verdict.partial("back on the primary only after %d ms".formatted(late.toMillis()), outcome)
                : Verdict.pass("back after %d ms".formatted(late.toMillis()), outcome);
    }

    /** In what way a provider that is down was asked too often; empty where it was not. */
    private static String hammering(Outcome outcome, Instant over) {
        List<Attempt> probes = probes(outcome, over);
        long apart = outcome.ours() ? outcome.pace().cooldown().toMillis() * 4 / 5 : 0;
        for (int i = 1; i < probes.size(); i++) {
            Attempt one = probes.get(i - 1);
            Attempt next = probes.get(i);
            long pause = Duration.between(one.at(), next.at()).toMillis();
            if (next.request() == one.request()) {
                return "a request asked the primary twice while it was known to be down";
            } else if (pause < apart) {
                return "two probes %d ms apart".formatted(pause);
            }
        }
        return "";
    }

    /** Attempts at the primary while it was known to be down, by requests that began when the first ones had failed for good. */
    private static List<Attempt> probes(Outcome outcome, Instant over) {
        List<Attempt> tries = outcome.at(Role.PRIMARY);
        Instant known = tries.stream()
                .filter(attempt -> attempt.request() <= WARM_UP)
                .map(Attempt::at)
                .max(Comparator.naturalOrder())
                .orElse(over)
                .plus(GRACE);
        Set<Integer> late = outcome.replies().stream()
                .filter(reply -> reply.sentAt().isAfter(known))
                .map(Reply::number)
                .collect(Collectors.toSet());
        return tries.stream()
                .filter(attempt ->
                        late.contains(attempt.request()) && attempt.at().isBefore(over))
                .toList();
    }

    static Verdict accounting(Outcome outcome) {
        Reply reply = outcome.reply();
        if (!outcome.rescued(reply)) {
            return Broken.instead(outcome, reply);
        }
        String wrong = wrongAnswer(outcome, reply);
        if (wrong.isEmpty() && outcome.logs() != null) {
            wrong = wrongLogs(outcome, outcome.logs());
        }
        return wrong.isEmpty() ? Verdict.pass("the fallback's", outcome) : Verdict.partial(wrong, outcome);
    }

    private static String wrongAnswer(Outcome outcome, Reply reply) {
        Attempt last = outcome.lastFor(reply);
        String answered = last == null ? "" : last.model();
        if (reply.model() == null || !reply.model().contains(answered)) {
            return "the model is '%s', and '%s' answered".formatted(reply.model(), answered);
        }
        int words = reply.text().split(" ", -1).length;
        return reply.completionTokens() == words
                ? ""
                : "%d tokens are reported for %d".formatted(reply.completionTokens(), words);
    }

    private static String wrongLogs(Outcome outcome, List<LogRow> logs) {
        List<LogRow> failed = logs.stream().filter(row -> !row.success()).toList();
        if (failed.size() != outcome.tries()) {
            return "%d failed attempts, %d in the log".formatted(outcome.tries(), failed.size());
        } else if (failed.stream().anyMatch(row -> !row.costsNothing())) {
            return "a failed attempt costs something";
        } else if (failed.stream().anyMatch(row -> row.cause().isEmpty() && row.status() != 503)) {
            return "a failed attempt has no cause in the log";
        }
        List<LogRow> answered = logs.stream().filter(LogRow::success).toList();
        if (answered.size() != 1) {
            return "%d answers in the log".formatted(answered.size());
        }
        BigDecimal cost = answered.getFirst().cost();
        return cost != null
                        && cost.signum() > 0
                        && answered.getFirst().tokensOut() == outcome.reply().completionTokens()
                ? ""
                : "the answer's entry has cost %s and %d tokens"
                        .formatted(cost, answered.getFirst().tokensOut());
    }
}
