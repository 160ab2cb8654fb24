package dev.penstock.http.management.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Billing events for Stripe. */
record StripeJson(@Nullable String authorization, @Nullable List<EventJson> usageEvents) {
    record EventJson(@Nullable String payload) {}

    /** The authorization is a credential. */
    @Override
    public String toString() {
        return "StripeJson[****]";
    }
}
