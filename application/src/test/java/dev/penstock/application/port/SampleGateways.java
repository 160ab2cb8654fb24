package dev.penstock.application.port;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.gateway.ContentPolicy;
import dev.penstock.domain.gateway.DlpPolicy;
import dev.penstock.domain.gateway.ExportPolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.gateway.Guardrails;
import dev.penstock.domain.gateway.LogPolicy;
import dev.penstock.domain.gateway.OtelTarget;
import dev.penstock.domain.gateway.RateLimit;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.gateway.SpendLimits;
import dev.penstock.domain.gateway.SpendRule;
import dev.penstock.domain.gateway.StripeUsage;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Gateways to try things with: one where nothing was ever chosen, and two that between them use every setting there is. */
public final class SampleGateways {
    public static final AccountId ACCOUNT = new AccountId("0123456789abcdef0123456789abcdef");
    public static final AccountId OTHER_ACCOUNT = new AccountId("ffffffffffffffffffffffffffffffff");
    public static final Instant CREATED = Instant.parse("2026-11-21T10:15:30.123Z");

    /** What every secret of {@link #full} holds; it must never be printed. */
    public static final String CANARY = "canary-7f3a";

    private SampleGateways() {}

    public static GatewayAddress address(String id) {
        return new GatewayAddress(ACCOUNT, new GatewayId(id));
    }

    /** Only what is required. */
    public static Gateway plain(String id) {
        return define(address(id), GatewayDraft.PLAIN);
    }

    public static Gateway plain(AccountId account, String id) {
        return define(new GatewayAddress(account, new GatewayId(id)), GatewayDraft.PLAIN);
    }

    /** Every setting, with the newer form of data loss prevention. */
    public static Gateway full(String id) {
        return define(address(id), fullDraft(ruledDlp()));
    }

    /** Every setting, with the older form of data loss prevention. */
    public static Gateway older(String id) {
        return define(address(id), fullDraft(new DlpPolicy.Draft(true, "BLOCK", List.of("cards", "names"), null)));
    }

    public static Gateway define(GatewayAddress address, GatewayDraft draft) {
        return valid(Gateway.define(address, draft, CREATED, () -> "made"));
    }

    public static Gateway valid(Validated<Gateway> outcome) {
        return switch (outcome) {
            case Validated.Valid<Gateway>(Gateway gateway) -> gateway;
            case Validated.Invalid<Gateway> invalid -> throw new AssertionError("not a sample: " + invalid);
        };
    }

    public static GatewayDraft fullDraft(DlpPolicy.Draft dlp) {
        return new GatewayDraft(
                new CachePolicy.Draft(Given.of(3600L), Given.of(true)),
                new RateLimit.Draft(Given.of(100L), Given.of(60L), Given.of("sliding")),
                new RetryPolicy.Draft(Given.of(3L), Given.of(250L), Given.of("exponential")),
                new LogPolicy.Draft(
                        Given.of(true),
                        Given.of(10_000L),
                        Given.of("DELETE_OLDEST"),
                        Given.of(true),
                        Given.of(true),
                        Given.of("-----BEGIN PUBLIC KEY-----")),
                new AccessPolicy.Draft(
                        Given.of(true), Given.of(false), Given.of(true), Given.of("store-1"), Given.of("unified")),
                new ContentPolicy.Draft(Given.of(dlp), Given.of(guardrails())),
                new ExportPolicy.Draft(Given.of(otel()), Given.of(stripe())),
                Given.of(new SpendLimits.Draft(true, List.of(ruleByEverything(), ruleForAll()))));
    }

    public static DlpPolicy.Draft ruledDlp() {
        return new DlpPolicy.Draft(
                true,
                null,
                null,
                List.of(
                        new DlpPolicy.RuleDraft("r1", true, "FLAG", List.of("REQUEST", "RESPONSE"), List.of("cards")),
                        new DlpPolicy.RuleDraft("r2", false, "BLOCK", List.of(), List.of())));
    }

    private static Guardrails.Draft guardrails() {
        return new Guardrails.Draft(Map.of("S1", "BLOCK", "P1", "FLAG"), Map.of("S13", "FLAG"));
    }

    private static List<OtelTarget.Draft> otel() {
        return List.of(
                new OtelTarget.Draft(
                        "https://traces.example/v1", Map.of("x-key", CANARY), "Bearer " + CANARY, "protobuf"),
                new OtelTarget.Draft("http://collector.example:4318", Map.of(), null, "json"));
    }

    private static StripeUsage.Draft stripe() {
        return new StripeUsage.Draft(CANARY, List.of(new StripeUsage.EventDraft("{\"event_name\":\"tokens\"}")));
    }

    private static SpendRule.Draft ruleByEverything() {
        SpendRule.DimensionDraft filter = new SpendRule.DimensionDraft("filter", List.of("a", "b"));
        SpendRule.DimensionDraft partition = new SpendRule.DimensionDraft("partition", null);
        SpendRule.ScopeDraft scope =
                new SpendRule.ScopeDraft(filter, filter, Map.of("team", filter, "customer", partition));
        return new SpendRule.Draft("r1", false, "cost", new BigDecimal("12.50"), 86_400L, "fixed", scope);
    }

    private static SpendRule.Draft ruleForAll() {
        SpendRule.ScopeDraft everything = new SpendRule.ScopeDraft(null, null, null);
        return new SpendRule.Draft(null, null, "cost", new BigDecimal("0.001"), 60L, null, everything);
    }
}
