package dev.penstock.domain.conduct;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls to a model of a provider go out. Closed, they do. So many failures in a row open it, and they do not until a
 * while has passed; then a single one probes, and closes or opens it again.
 *
 * <p>A call that went out before the circuit opened says nothing about whether things are better by now, and cannot close it.
 */
public sealed interface Circuit {
    Circuit CLOSED = new Closed(0);

    /** What a call is told, and the circuit from then on; without a pass it does not go out. */
    record Verdict(@Nullable Pass pass, Circuit next) {}

    /** Asks for a call to go out. */
    Verdict enter(BreakerRule rule, Instant now);

    /** Takes in what became of a call, whether it had asked or not. */
    Circuit after(Pass pass, Outcome outcome, BreakerRule rule, Instant now);

    /**
     * Calls go out.
     *
     * @param failures how many there have been in a row
     */
    record Closed(int failures) implements Circuit {
        /** After an open one whose provider began to answer: the next failure opens it again. */
        static Closed onTrial(BreakerRule rule) {
            return new Closed(rule.failures() - 1);
        }

        @Override
        public Verdict enter(BreakerRule rule, Instant now) {
            return new Verdict(new Pass(now, false), this);
        }

        @Override
        public Circuit after(Pass pass, Outcome outcome, BreakerRule rule, Instant now) {
            return switch (outcome) {
                case BEGUN, UNKNOWN -> this;
                case GOOD -> CLOSED;
                case BAD -> failures + 1 < rule.failures() ? new Closed(failures + 1) : new Open(now);
            };
        }
    }

    /** No call goes out until it is time for a probe. */
    record Open(Instant since) implements Circuit {
        @Override
        public Verdict enter(BreakerRule rule, Instant now) {
            return apart(since, now, rule.cooldown()) ? probe(now) : new Verdict(null, this);
        }

        private Verdict probe(Instant now) {
            return new Verdict(new Pass(now, true), new Probing(now, this));
        }

        @Override
        public Circuit after(Pass pass, Outcome outcome, BreakerRule rule, Instant now) {
            if (pass.at().isBefore(since)) {
                return this;
            }
            return switch (outcome) {
                case BEGUN -> Closed.onTrial(rule);
                case GOOD -> CLOSED;
                case BAD, UNKNOWN -> this;
            };
        }
    }

    /**
     * One call is out, and no other until it has told what became of it, or has had its time.
     *
     * @param opened what it was before, and is again when the probe says nothing
     */
    record Probing(Instant since, Open opened) implements Circuit {
        @Override
        public Verdict enter(BreakerRule rule, Instant now) {
            return apart(since, now, rule.probePatience()) ? opened.probe(now) : new Verdict(null, this);
        }

        @Override
        public Circuit after(Pass pass, Outcome outcome, BreakerRule rule, Instant now) {
            boolean ours = pass.probe() && pass.at().equals(since);
            if (ours && outcome == Outcome.BAD) {
                return new Open(now);
            }
            Circuit next = opened.after(pass, outcome, rule, now);
            return next.equals(opened) && !ours ? this : next;
        }
    }

    /** In either direction: a clock that was set back must not keep a circuit open for as long. */
    private static boolean apart(Instant since, Instant now, Duration least) {
        return Duration.between(since, now).abs().compareTo(least) >= 0;
    }
}
