package dev.penstock.bootstrap.exam;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** One run from its first request to its verdict. Blocks. */
final class Sitting {
    private static final int REQUESTS_OF_AN_OUTAGE = 20;

    private final Candidate candidate;
    private final Run run;
    private final Pace pace;
    private final ReplyReader reader;

    Sitting(Candidate candidate, Run run, Pace pace, ReplyReader reader) {
        this.candidate = candidate;
        this.run = run;
        this.pace = pace;
        this.reader = reader;
    }

    Result result() throws InterruptedException {
        candidate.prepare(run);
        try {
            List<Reply> replies = run.task() == Task.OUTAGE ? outage() : List.of(ask(1));
            List<Attempt> attempts = candidate.attempts(run);
            Outcome outcome = new Outcome(
                    run,
                    pace,
                    replies,
                    attempts,
                    isLogged() ? candidate.logs(run, attempts.size()) : null,
                    run.task() != Task.STALLED || candidate.healthy(),
                    candidate.isOurs());
            return Result.of(outcome, Judge.of(outcome));
        } finally {
            candidate.finish(run);
        }
    }

    private boolean isLogged() {
        return run.task() == Task.CUT_OFF || run.task() == Task.ACCOUNTING;
    }

    private Reply ask(int number) {
        return reader.read(
                candidate.request(run, number),
                number,
                candidate.expected(run, number),
                run.streamed(),
                pace.patience());
    }

    /** At a steady rate, however long answers take; longer than the catalogue's twenty where nobody is back by then. */
    private List<Reply> outage() throws InterruptedException {
        Executor threads = task -> Thread.ofVirtual().start(task);
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        Instant start = Instant.now();
        Instant end = start.plus(pace.outage()).plus(pace.recovery()).plus(pace.interval());
        for (int i = 1;
                i <= REQUESTS_OF_AN_OUTAGE || (!isBack(start) && Instant.now().isBefore(end));
                i++) {
            int number = i;
            replies.add(CompletableFuture.supplyAsync(() -> ask(number), threads));
            Duration wait =
                    Duration.between(Instant.now(), start.plus(pace.interval().multipliedBy(i)));
            Thread.sleep(Math.max(1, wait.toMillis()));
        }
        return replies.stream().map(CompletableFuture::join).toList();
    }

    private boolean isBack(Instant start) {
        List<Attempt> attempts = candidate.attempts(run);
        return !attempts.isEmpty()
                && attempts.getLast().role() == Role.PRIMARY
                && attempts.getLast().at().isAfter(start.plus(pace.outage()).plus(pace.interval()));
    }
}
