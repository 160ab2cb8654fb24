package dev.penstock.application.problem;

import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.util.List;

/** Carries a problem from where it is found to the edge. Has no stack trace: it is an answer, not a bug. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final boolean logged;

    public ProblemException(Problem problem) {
        this(problem, true);
    }

    private ProblemException(Problem problem, boolean logged) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
        this.logged = logged;
    }

    /** The same about a request that no log entry is written for. */
    public ProblemException unlogged() {
        return new ProblemException(problem, false);
    }

    /** Whether problems that are written down are so this time. */
    public boolean logged() {
        return logged;
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
