package dev.penstock.application.route;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.limit.CounterKey;
import dev.penstock.domain.limit.RateWindow;
import dev.penstock.domain.limit.Window;
import dev.penstock.domain.route.Facts;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.spend.BucketKey;
import dev.penstock.domain.spend.SpendClaim;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Where a request counts at an element that sets a limit.
 *
 * @param value what the request has in the field that divides the count; empty for those without
 */
public record ElementClaim(RouteAddress route, RouteElement.Rate rate, String value) {
    private static final BigDecimal MOST_CALLS = BigDecimal.valueOf(Long.MAX_VALUE);

    public static ElementClaim of(RouteAddress route, RouteElement.Rate rate, Facts facts) {
        return new ElementClaim(route, rate, rate.limit().value(facts));
    }

    public GatewayAddress gateway() {
        return route.gateway();
    }

    public Window window() {
        return new Window(rate.limit().window(), rate.limit().technique());
    }

    public CounterKey counter() {
        return CounterKey.ofElement(route.gateway(), route.route(), rate.id(), value);
    }

    /** How many requests may pass, a part of one left out; empty for none at all. */
    public Optional<RateWindow> calls() {
        long most = rate.limit().most().min(MOST_CALLS).longValue();
        return most < 1 ? Optional.empty() : Optional.of(new RateWindow(most, window()));
    }

    public SpendClaim budget() {
        return new SpendClaim(
                BucketKey.ofElement(route.route(), rate.id(), rate.limit().window(), value),
                rate.limit().most(),
                window());
    }
}
