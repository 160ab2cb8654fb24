package dev.penstock.application.problem;

import dev.penstock.domain.inference.RequestId;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries a problem from where it is found to the edge. Has no stack trace: it is an answer, not a bug. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient @Nullable RequestId entry;
    private final int step;
    private final boolean behindCache;
    private final @Nullable String firstFailure;

    public ProblemException(Problem problem) {
        this(problem, null, 0, false, null);
    }

    private ProblemException(
            Problem problem, @Nullable RequestId entry, int step, boolean behindCache, @Nullable String firstFailure) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
        this.entry = entry;
        this.step = step;
        this.behindCache = behindCache;
        this.firstFailure = firstFailure;
    }

    /** The same about a request that this log entry tells of. */
    public ProblemException writtenDownAs(RequestId next) {
        return new ProblemException(problem, next, step, behindCache, firstFailure);
    }

    /** The same as the outcome of one of several steps. */
    public ProblemException atStep(int next) {
        return new ProblemException(problem, entry, next, behindCache, firstFailure);
    }

    /** The same about a request that was looked for in the reply cache. */
    public ProblemException behindCache() {
        return new ProblemException(problem, entry, step, true, firstFailure);
    }

    /** The same as the last of several failures. */
    public ProblemException after(String first) {
        return new ProblemException(problem, entry, step, behindCache, first);
    }

    /** What went wrong before it, and led to everything else; null when this was the first. */
    public @Nullable String firstFailure() {
        return firstFailure;
    }

    /** Whether the request got as far as the reply cache. */
    public boolean isBehindCache() {
        return behindCache;
    }

    /** The log entry about it; null when none is written, or not yet. */
    public @Nullable RequestId entry() {
        return entry;
    }

    /** The step of a request with several that it ended; 0 where there is one. */
    public int step() {
        return step;
    }

    public static ProblemException notFound(Problem.Thing thing) {
        return new ProblemException(new Problem.NotFound(thing));
    }

    /** What was made of an input; throws all that is wrong with it when nothing could be made. */
    public static <T> T orThrow(Validated<T> outcome) {
        return switch (outcome) {
            case Validated.Valid<T>(T value) -> value;
            case Validated.Invalid<T>(List<Violation> violations) ->
                throw new ProblemException(new Problem.Invalid(violations));
        };
    }

    public Problem problem() {
        return problem;
    }
}
