package dev.penstock.application.inference;

import dev.penstock.application.port.SpendLedger.Reservation;
import org.jspecify.annotations.Nullable;

/** Whether a request may pass an element of a route that sets a limit. */
public sealed interface Pass {
    /**
     * There was room.
     *
     * @param reservation what the request holds of the budget from now on, to be given to its {@link HeldBudgets}; null where
     *     requests are counted
     */
    record Admitted(@Nullable Reservation reservation) implements Pass {}

    /** Nothing was counted and nothing is held. */
    record Refused() implements Pass {}
}
