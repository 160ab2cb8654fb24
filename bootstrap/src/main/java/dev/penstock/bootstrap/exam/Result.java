package dev.penstock.bootstrap.exam;

import java.util.List;

/**
 * A run with its verdict.
 *
 * @param attempts at the one that fails
 * @param others attempts at everyone else
 * @param millis how long each of the run's answers took
 */
public record Result(Run run, Verdict verdict, int attempts, int others, List<Long> millis) {
    public Result {
        millis = List.copyOf(millis);
    }

    static Result of(Outcome outcome, Verdict verdict) {
        return new Result(
                outcome.run(),
                verdict,
                outcome.tries(),
                outcome.at(Role.FALLBACK).size(),
                outcome.replies().stream().map(Reply::millis).toList());
    }

    static Result missing(Run run, String why) {
        return new Result(run, new Verdict(Verdict.Grade.FAIL, "fail", why), 0, 0, List.of());
    }
}
