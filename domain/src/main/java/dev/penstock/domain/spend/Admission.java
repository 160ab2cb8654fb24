package dev.penstock.domain.spend;

/**
 * What becomes of a request that asked for room in budgets.
 *
 * @param <R> what it holds there from now on
 */
public sealed interface Admission<R> {
    /** It may go ahead. Its reservation must be ended, whatever happens to it. */
    record Admitted<R>(R reservation) implements Admission<R> {}

    /** Nothing is reserved: there was no room in this budget, the first such one in the order of the claims. */
    record Refused<R>(SpendClaim exhausted) implements Admission<R> {}
}
