package dev.penstock.domain.gateway;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who may use a gateway, and whose provider credentials its traffic may use. What was never chosen is null. */
public record AccessPolicy(
        @Nullable Boolean authentication,
        @Nullable Boolean byokOnly,
        @Nullable Boolean zeroDataRetention,
        @Nullable String secretStore,
        BillingMode workersAiBilling) {
    public static final AccessPolicy OPEN = new AccessPolicy(null, null, null, null, BillingMode.POSTPAID);

    /** Who is billed for Workers AI. Kept and echoed; a self-hosted gateway bills nobody. */
    public enum BillingMode {
        POSTPAID,
        UNIFIED
    }

    /** Whether callers need a gateway token. They do not unless it was asked for. */
    public boolean requiresToken() {
        return Boolean.TRUE.equals(authentication);
    }

    /** What a person sends. */
    public record Draft(
            Given<Boolean> authentication,
            Given<Boolean> byokOnly,
            Given<Boolean> zdr,
            Given<String> storeId,
            Given<String> workersAiBillingMode) {
        public static final Draft OMITTED =
                new Draft(Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted(), Given.omitted());

        void check(Violations violations) {
            violations.oneOf(
                    Path.of("workers_ai_billing_mode"),
                    workersAiBillingMode.orNull(),
                    BillingMode.class,
                    Violations.Case.LOWER);
        }

        AccessPolicy policy(AccessPolicy kept) {
            BillingMode billing = Choice.of(workersAiBillingMode, BillingMode.class, Violations.Case.LOWER)
                    .over(kept.workersAiBilling);
            return new AccessPolicy(
                    authentication.over(kept.authentication),
                    byokOnly.over(kept.byokOnly),
                    zdr.over(kept.zeroDataRetention),
                    storeId.over(kept.secretStore),
                    Objects.requireNonNullElse(billing, BillingMode.POSTPAID));
        }
    }
}
