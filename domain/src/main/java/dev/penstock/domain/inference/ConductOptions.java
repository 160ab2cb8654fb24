package dev.penstock.domain.inference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen when a provider does not keep its word (fault conduct). Null: not said.
 *
 * @param rescue what to do about a stream that breaks after its first token was shown
 * @param firstToken how long the first content of a stream may take; its head alone does not count
 * @param stall how long a stream may be silent once it has begun to speak
 */
public record ConductOptions(
        @Nullable Rescue rescue,
        @Nullable Duration firstToken,
        @Nullable Duration stall) {
    public static final ConductOptions NONE = new ConductOptions(null, null, null);

    /** How a broken stream goes on for a caller who has seen a part of it. */
    public enum Rescue {
        /** Not at all: it ends with an error that says why. */
        OFF,
        /** The next model begins anew, and what it says is shown from where the shown part ends, if it says the same up to there. */
        RESTART,
        /** The next model goes on from what was shown where it takes such a thing, else as with {@link #RESTART}. */
        CONTINUE
    }

    /** The upper wishes, and the lower ones wherever those say nothing. */
    public static ConductOptions layered(ConductOptions upper, ConductOptions lower) {
        return new ConductOptions(
                upper.rescue != null ? upper.rescue : lower.rescue,
                upper.firstToken != null ? upper.firstToken : lower.firstToken,
                upper.stall != null ? upper.stall : lower.stall);
    }
}
