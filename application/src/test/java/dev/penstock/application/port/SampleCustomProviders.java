package dev.penstock.application.port;

import static dev.penstock.application.port.SampleGateways.ACCOUNT;
import static dev.penstock.application.port.SampleGateways.CREATED;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomCostDraft;
import dev.penstock.domain.customprovider.CustomCostId;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderDraft;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.Presentation;
import dev.penstock.domain.customprovider.Reach;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/** Custom providers and costs to try things with. */
public final class SampleCustomProviders {
    private SampleCustomProviders() {}

    public static CustomProviderId providerId(int number) {
        return new CustomProviderId(new UUID(0x1111_0000_0000_4000L, number));
    }

    public static CustomCostId costId(int number) {
        return new CustomCostId(new UUID(0x2222_0000_0000_4000L, number));
    }

    public static CustomProviderDraft draft(String name, String slug, String baseUrl) {
        return new CustomProviderDraft(
                new Reach.Draft(Given.of(slug), Given.of(baseUrl), Given.omitted(), Given.of(true)),
                Presentation.Draft.named(name));
    }

    /** Nothing but a new slug. */
    public static CustomProviderDraft slug(String slug) {
        return new CustomProviderDraft(
                new Reach.Draft(Given.of(slug), Given.omitted(), Given.omitted(), Given.omitted()), nothing());
    }

    /** Nothing but whether traffic may go there. */
    public static CustomProviderDraft enable(boolean enable) {
        return new CustomProviderDraft(
                new Reach.Draft(Given.omitted(), Given.omitted(), Given.omitted(), Given.of(enable)), nothing());
    }

    private static Presentation.Draft nothing() {
        return new Presentation.Draft(
                Given.omitted(),
                Given.omitted(),
                Given.omitted(),
                Given.omitted(),
                Given.omitted(),
                Given.omitted(),
                Given.omitted(),
                Given.omitted());
    }

    /** Every setting, none at its default. Its headers hold {@link SampleGateways#CANARY}. */
    public static CustomProviderDraft fullDraft(String slug) {
        return new CustomProviderDraft(
                new Reach.Draft(
                        Given.of(slug),
                        Given.of("https://models.example:8443/api/v1/"),
                        Given.of(Map.of("x-key", SampleGateways.CANARY)),
                        Given.of(true)),
                new Presentation.Draft(
                        Given.of("Full \u00e9\ud83d\ude00"),
                        Given.of(true),
                        Given.of(7L),
                        Given.of("for tests"),
                        Given.of("https://example.com"),
                        Given.of("<svg/>"),
                        Given.of("curl"),
                        Given.of("fetch")));
    }

    public static CustomProvider provider(int number, CustomProviderDraft draft) {
        return provider(ACCOUNT, number, draft);
    }

    public static CustomProvider provider(AccountId account, int number, CustomProviderDraft draft) {
        return valid(CustomProvider.define(account, providerId(number), draft, CREATED));
    }

    public static CustomProvider provider(int number, String slug) {
        return provider(number, draft("Provider " + slug, slug, "https://" + slug + ".example"));
    }

    public static CustomCostDraft costDraft(String model, String rule, String in, String out) {
        return new CustomCostDraft(
                Given.of(model),
                Given.of(rule),
                Given.of(new BigDecimal(in)),
                Given.of(new BigDecimal(out)),
                Given.omitted(),
                Given.omitted(),
                Given.omitted());
    }

    public static CustomCostDraft fullCostDraft(String model) {
        return new CustomCostDraft(
                Given.of(model),
                Given.of("starts-with"),
                Given.of(new BigDecimal("0.0000025")),
                Given.of(new BigDecimal("1E-7")),
                Given.of("characters"),
                Given.of(Map.of("input_tokens", new BigDecimal("0.10"), "total_tokens", new BigDecimal("3"))),
                Given.of(false));
    }

    public static CustomCost cost(int number, CustomProviderId provider, CustomCostDraft draft) {
        return cost(ACCOUNT, number, provider, draft);
    }

    /** Made so many seconds after the first. */
    public static CustomCost cost(AccountId account, int number, CustomProviderId provider, CustomCostDraft draft) {
        return valid(CustomCost.define(account, costId(number), provider, draft, CREATED.plusSeconds(number)));
    }

    public static <T> T valid(Validated<T> outcome) {
        return switch (outcome) {
            case Validated.Valid<T>(T value) -> value;
            case Validated.Invalid<T> invalid -> throw new AssertionError("not a sample: " + invalid);
        };
    }
}
