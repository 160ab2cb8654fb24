package dev.penstock.domain.limit;

/**
 * What was counted in one window and in the one before it.
 *
 * @param number the window's, as {@link Window#number} gives it
 */
public record Rolling<A>(long number, A previous, A current) {
    /**
     * As it stands in another window. A clock that steps back never gives anything back: within one window's length the count
     * waits for the clock to catch up; beyond that the clock must have been wrong before, and the count goes on from the
     * earlier window with all that is in it, so that it is not stuck in a far future.
     *
     * @param nothing what an empty window holds
     */
    public Rolling<A> in(long window, A nothing) {
        long ahead = window - number;
        if (ahead == 0 || ahead == -1) {
            return this;
        }
        if (ahead == 1) {
            return new Rolling<>(window, current, nothing);
        }
        return ahead > 1 ? new Rolling<>(window, nothing, nothing) : new Rolling<>(window, previous, current);
    }

    public Rolling<A> withCurrent(A amount) {
        return new Rolling<>(number, previous, amount);
    }

    /** Whether nothing of it counts any more, by either technique. */
    public boolean isOver(long window) {
        return window - number > 1;
    }
}
