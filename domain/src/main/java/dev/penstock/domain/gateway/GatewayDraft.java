package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.util.List;
import java.util.function.Supplier;

/**
 * The settings of a gateway as a person sends them, unchecked. The five settings that the contract requires are required
 * on creation and on replacement; every other one that is left out keeps what it was.
 */
public record GatewayDraft(
        CachePolicy.Draft cache,
        RateLimit.Draft rateLimit,
        RetryPolicy.Draft retry,
        LogPolicy.Draft log,
        AccessPolicy.Draft access,
        ContentPolicy.Draft content,
        ExportPolicy.Draft export,
        Given<SpendLimits.Draft> spendLimits) {
    /** The required settings at their plainest: logs on, everything else off. Change it with the {@code with} methods. */
    public static final GatewayDraft PLAIN = new GatewayDraft(
            CachePolicy.Draft.OFF,
            RateLimit.Draft.OFF,
            RetryPolicy.Draft.OMITTED,
            LogPolicy.Draft.COLLECT,
            AccessPolicy.Draft.OMITTED,
            ContentPolicy.Draft.OMITTED,
            ExportPolicy.Draft.OMITTED,
            Given.omitted());

    public GatewayDraft withCache(CachePolicy.Draft next) {
        return new GatewayDraft(next, rateLimit, retry, log, access, content, export, spendLimits);
    }

    public GatewayDraft withRateLimit(RateLimit.Draft next) {
        return new GatewayDraft(cache, next, retry, log, access, content, export, spendLimits);
    }

    public GatewayDraft withLog(LogPolicy.Draft next) {
        return new GatewayDraft(cache, rateLimit, retry, next, access, content, export, spendLimits);
    }

    public GatewayDraft withAccess(AccessPolicy.Draft next) {
        return new GatewayDraft(cache, rateLimit, retry, log, next, content, export, spendLimits);
    }

    /** Everything that is wrong with this draft; none when a gateway can be made of it. */
    public List<Violation> violations() {
        Violations violations = new Violations();
        check(violations);
        return violations.all();
    }

    void check(Violations violations) {
        rateLimit.check(violations);
        log.check(violations);
        cache.check(violations);
        retry.check(violations);
        access.check(violations);
        content.check(violations);
        export.check(violations);
        if (spendLimits instanceof Given.Sent<SpendLimits.Draft>(SpendLimits.Draft draft)) {
            draft.check(Path.of("spend_limits"), violations);
        }
    }

    Policies policies(Policies kept, Supplier<String> newRuleIds) {
        return new Policies(
                cache.policy(),
                rateLimit.policy(kept.rateLimit()),
                retry.policy(kept.retry()),
                log.policy(kept.log()),
                access.policy(kept.access()),
                content.policy(kept.content()),
                export.policy(kept.export()),
                spendLimits.map(draft -> draft.limits(newRuleIds)).over(kept.spendLimits()));
    }
}
