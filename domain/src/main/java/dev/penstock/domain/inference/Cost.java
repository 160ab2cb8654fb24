package dev.penstock.domain.inference;

import java.math.BigDecimal;

/** An amount in US dollars. */
public record Cost(BigDecimal usd) {
    public static final Cost ZERO = new Cost(BigDecimal.ZERO);

    public Cost {
        if (usd.signum() < 0) {
            throw new IllegalArgumentException("a cost is not negative");
        }
    }

    public static Cost of(String usd) {
        return new Cost(new BigDecimal(usd));
    }

    public double asDouble() {
        return usd.doubleValue();
    }
}
