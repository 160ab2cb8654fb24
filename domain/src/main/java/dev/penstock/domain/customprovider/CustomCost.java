package dev.penstock.domain.customprovider;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What some models of a custom provider cost. Times are whole milliseconds. */
public record CustomCost(
        AccountId account,
        CustomCostId id,
        CustomProviderId provider,
        ModelRule rule,
        Charge charge,
        boolean enabled,
        Instant createdAt,
        Instant modifiedAt) {
    /** Who wrote every cost that there is: people, by this API. */
    public static final String CHANGED_BY = "manual";

    public CustomCost {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MILLIS);
        if (modifiedAt.isBefore(createdAt)) {
            throw new IllegalArgumentException("a cost is not modified before it is created");
        }
    }

    /** A new one from what a person sent, or everything that is wrong with it. It holds unless the person says otherwise. */
    public static Validated<CustomCost> define(
            AccountId account, CustomCostId id, CustomProviderId provider, CustomCostDraft draft, Instant now) {
        Violations violations = new Violations();
        draft.check(true, violations);
        return violations.unlessAny(() -> new CustomCost(
                account,
                id,
                provider,
                draft.rule(null),
                draft.charge(null),
                !Boolean.FALSE.equals(draft.enable().orNull()),
                now,
                now));
    }

    /** This one with what a person sent in place of its own; what was left out stays. */
    public Validated<CustomCost> change(CustomCostDraft draft, Instant now) {
        Violations violations = new Violations();
        draft.check(false, violations);
        Instant later = now.isBefore(createdAt) ? createdAt : now;
        return violations.unlessAny(() -> new CustomCost(
                account,
                id,
                provider,
                draft.rule(rule),
                draft.charge(charge),
                !Boolean.FALSE.equals(draft.enable().over(enabled)),
                createdAt,
                later));
    }
}
