package dev.penstock.bootstrap.exam;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An outcome made by hand: what came, who was asked when, what was logged. */
final class Staged {
    static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
    static final String SAID = "You said all of it";
    static final String PRIMARY_MODEL = "gpt-4o-mini";
    static final String FALLBACK_MODEL = "claude-haiku-4-5";

    private final Run run;
    private final List<Reply> replies = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private @Nullable List<LogRow> logs;
    private boolean healthy = true;
    private boolean ours = true;

    private Staged(Run run) {
        this.run = run;
    }

    static Staged of(Task task) {
        return of(task, true, Rescue.OFF);
    }

    static Staged of(Task task, boolean streamed, Rescue rescue) {
        return new Staged(new Run(7, task, new Column("route", "openai", streamed), rescue));
    }

    Staged primary(long... millis) {
        for (long at : millis) {
            attempts.add(new Attempt(1, Role.PRIMARY, PRIMARY_MODEL, START.plusMillis(at)));
        }
        return this;
    }

    Staged fallback(long at) {
        attempts.add(new Attempt(1, Role.FALLBACK, FALLBACK_MODEL, START.plusMillis(at)));
        return this;
    }

    Staged attempt(int request, Role role, long at) {
        attempts.add(new Attempt(
                request, role, role == Role.PRIMARY ? PRIMARY_MODEL : FALLBACK_MODEL, START.plusMillis(at)));
        return this;
    }

    Staged logs(LogRow... rows) {
        logs = List.of(rows);
        return this;
    }

    Staged sick() {
        healthy = false;
        return this;
    }

    Staged foreign() {
        ours = false;
        return this;
    }

    static LogRow row(int status, String outcome, String cause, @Nullable String cost, long tokens) {
        return new LogRow(
                "m",
                status,
                status == 200 && outcome.equals("complete"),
                outcome,
                cause,
                cost == null ? null : new BigDecimal(cost),
                tokens);
    }

    Staged whole(long millis) {
        return reply(new Answer().took(millis));
    }

    Staged reply(Answer answer) {
        replies.add(answer.reply(replies.size() + 1, run.streamed()));
        return this;
    }

    Staged whole(long sentAt, long millis) {
        return reply(new Answer().sentAt(sentAt).took(millis));
    }

    Verdict judged() {
        return Judge.of(new Outcome(run, Pace.FULL, replies, attempts, logs, healthy, ours));
    }

    Verdict.Grade grade() {
        return judged().grade();
    }

    /** A whole answer, until something is taken from it. */
    static final class Answer {
        private long sentAt;
        private int status = 200;
        private String text = SAID;
        private @Nullable String finish = "stop";
        private boolean terminated = true;
        private Reply.Ending ending = Reply.Ending.CLEAN;
        private @Nullable String error;
        private boolean finishedBeforeError;
        private int garbage;
        private @Nullable String model = FALLBACK_MODEL;
        private long tokens = 5;
        private long took = 100;

        Answer sentAt(long millis) {
            sentAt = millis;
            return this;
        }

        Answer took(long millis) {
            took = millis;
            return this;
        }

        Answer text(String said) {
            text = said;
            return this;
        }

        Answer unfinished() {
            finish = null;
            return this;
        }

        Answer unterminated() {
            terminated = false;
            return this;
        }

        Answer broken() {
            ending = Reply.Ending.BROKEN;
            return unfinished().unterminated().text("You said");
        }

        Answer hung(long millis) {
            ending = Reply.Ending.HUNG;
            return unfinished().unterminated().text("You said").took(millis);
        }

        Answer error(int code, String message) {
            status = code;
            error = message;
            return unfinished().unterminated().text(code == 200 ? "You said" : "");
        }

        Answer errorAfterTheEnd(String message) {
            error = message;
            finishedBeforeError = true;
            return text("You said");
        }

        Answer garbage() {
            garbage = 1;
            return this;
        }

        Answer model(String named) {
            model = named;
            return this;
        }

        Answer tokens(long reported) {
            tokens = reported;
            return this;
        }

        Reply reply(int number, boolean streamed) {
            return new Reply(
                    number,
                    START.plusMillis(sentAt),
                    SAID,
                    streamed,
                    status,
                    text,
                    finish,
                    terminated,
                    ending,
                    error,
                    finishedBeforeError,
                    garbage,
                    model,
                    tokens,
                    Duration.ofMillis(took));
        }
    }
}
