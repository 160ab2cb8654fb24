package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/** A named door for traffic, with the policies that whatever passes it obeys. Times are whole milliseconds. */
public record Gateway(GatewayAddress address, Policies policies, Instant createdAt, Instant modifiedAt) {
    public Gateway {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MILLIS);
        if (modifiedAt.isBefore(createdAt)) {
            throw new IllegalArgumentException("a gateway is not modified before it is created");
        }
    }

    public GatewayId id() {
        return address.gateway();
    }

    public boolean isDefault() {
        return id().equals(GatewayId.DEFAULT);
    }

    /**
     * A new gateway from what a person sent, or everything that is wrong with it.
     *
     * @param newRuleIds gives an id to each spend rule that came without one
     */
    public static Validated<Gateway> define(
            GatewayAddress address, GatewayDraft draft, Instant now, Supplier<String> newRuleIds) {
        Violations violations = new Violations();
        draft.check(violations);
        return violations.unlessAny(
                () -> new Gateway(address, draft.policies(Policies.DEFAULTS, newRuleIds), now, now));
    }

    /** This gateway with the settings that a person sent in place of its own. */
    public Validated<Gateway> redefine(GatewayDraft draft, Instant now, Supplier<String> newRuleIds) {
        Violations violations = new Violations();
        draft.check(violations);
        Instant later = now.isBefore(createdAt) ? createdAt : now;
        return violations.unlessAny(() -> new Gateway(address, draft.policies(policies, newRuleIds), createdAt, later));
    }
}
