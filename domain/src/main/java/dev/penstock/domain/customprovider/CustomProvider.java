package dev.penstock.domain.customprovider;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.provider.Provider;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.provider.UpstreamRule;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A model service that an account added by itself. Times are whole milliseconds. */
public record CustomProvider(
        AccountId account,
        CustomProviderId id,
        Reach reach,
        Presentation presentation,
        Instant createdAt,
        Instant modifiedAt) {
    private static final ProviderAuth AUTH = new ProviderAuth("Authorization", "Bearer {key}", List.of(), null);

    public CustomProvider {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MILLIS);
        if (modifiedAt.isBefore(createdAt)) {
            throw new IllegalArgumentException("a custom provider is not modified before it is created");
        }
    }

    /** A new one from what a person sent, or everything that is wrong with it. */
    public static Validated<CustomProvider> define(
            AccountId account, CustomProviderId id, CustomProviderDraft draft, Instant now) {
        Violations violations = new Violations();
        draft.check(true, violations);
        return violations.unlessAny(() -> new CustomProvider(
                account, id, draft.reach().reach(null), draft.presentation().presentation(null), now, now));
    }

    /** This one with what a person sent in place of its own; what was left out stays. */
    public Validated<CustomProvider> change(CustomProviderDraft draft, Instant now) {
        Violations violations = new Violations();
        draft.check(false, violations);
        Instant later = now.isBefore(createdAt) ? createdAt : now;
        return violations.unlessAny(() -> new CustomProvider(
                account,
                id,
                draft.reach().reach(reach),
                draft.presentation().presentation(presentation),
                createdAt,
                later));
    }

    /** As traffic sees it. Its own rules are its API's paths, exactly as they come (data plane endpoints, section 7). */
    public Provider forTraffic() {
        return new Provider(
                slug().trafficName(),
                presentation.name(),
                List.of(),
                AUTH,
                new Provider.Addresses(
                        List.of(UpstreamRule.below(reach.baseUrl().base())), null, null, true),
                null);
    }

    public CustomSlug slug() {
        return reach.slug();
    }
}
