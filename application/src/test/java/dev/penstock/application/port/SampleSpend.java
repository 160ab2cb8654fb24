package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.limit.Rolling;
import dev.penstock.domain.limit.Window;
import dev.penstock.domain.spend.BucketKey;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendClaim;
import dev.penstock.domain.spend.SpendKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Budgets of a minute, and what was spent of them. */
public final class SampleSpend {
    public static final GatewayAddress GATEWAY = SampleGateways.address("g");
    public static final Instant START = Instant.ofEpochSecond(1_800_000_000);
    public static final Duration MINUTE = Duration.ofMinutes(1);

    private SampleSpend() {}

    /** A budget of a rule that does not divide its traffic. */
    public static SpendClaim claim(String rule, String limit) {
        return claim(rule, limit, List.of());
    }

    public static SpendClaim claim(String rule, String limit, List<String> partition) {
        return new SpendClaim(
                BucketKey.of(rule, MINUTE, partition), new BigDecimal(limit), new Window(MINUTE, Technique.FIXED));
    }

    public static SpendKey key(GatewayAddress gateway, String rule) {
        return new SpendKey(gateway, BucketKey.of(rule, MINUTE, List.of()));
    }

    public static SettledSpend settled(SpendKey key, String previous, String current) {
        long number = Window.number(key.bucket().length(), START);
        return new SettledSpend(key, new Rolling<>(number, new BigDecimal(previous), new BigDecimal(current)));
    }
}
