package dev.penstock.bootstrap.exam;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about a run when it is judged.
 *
 * @param replies what the callers got, in the order of their requests
 * @param attempts what reached the providers, oldest first
 * @param logs what the gateway wrote down; null where nobody can see it
 * @param healthy whether the gateway still served afterwards
 * @param ours whether the gateway was set up by the exam, so that its circuit and its limits are known
 */
record Outcome(
        Run run,
        Pace pace,
        List<Reply> replies,
        List<Attempt> attempts,
        @Nullable List<LogRow> logs,
        boolean healthy,
        boolean ours) {
    Outcome {
        replies = List.copyOf(replies);
        attempts = attempts.stream().sorted(Comparator.comparing(Attempt::at)).toList();
        logs = logs == null ? null : List.copyOf(logs);
    }

    Reply reply() {
        return replies.getFirst();
    }

    List<Attempt> at(Role role) {
        return attempts.stream().filter(attempt -> attempt.role() == role).toList();
    }

    int tries() {
        return at(Role.PRIMARY).size();
    }

    /** Who answered a request: whoever was asked last. Null where nobody was. */
    @Nullable
    Role answeredBy(Reply reply) {
        Attempt last = lastFor(reply);
        return last == null ? null : last.role();
    }

    @Nullable
    Attempt lastFor(Reply reply) {
        return attempts.stream()
                .filter(attempt -> attempt.request() == reply.number())
                .reduce((first, second) -> second)
                .orElse(null);
    }

    boolean rescued(Reply reply) {
        return reply.whole() && answeredBy(reply) == Role.FALLBACK;
    }

    /** How many attempts came within so much time of the first, the first included. */
    long within(List<Attempt> some, Duration time) {
        if (some.isEmpty()) {
            return 0;
        }
        Instant end = some.getFirst().at().plus(time);
        return some.stream().filter(attempt -> attempt.at().isBefore(end)).count();
    }

    /** Attempts and time, for a verdict's reason. */
    String figures() {
        return "%d+%d attempts, %d ms"
                .formatted(tries(), at(Role.FALLBACK).size(), replies.getLast().millis());
    }
}
