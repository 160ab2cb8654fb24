package dev.penstock.domain.customprovider;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import dev.penstock.domain.validation.Violations;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cost as a person sends it, unchecked: all that is required for a new one, or only what changes. The provider is chosen once.
 *
 * @param tokenPricing rates by the contract's names; a name that it does not know is left out
 */
public record CustomCostDraft(
        Given<String> model,
        Given<String> modelRule,
        Given<BigDecimal> costIn,
        Given<BigDecimal> costOut,
        Given<String> costType,
        Given<Map<String, BigDecimal>> tokenPricing,
        Given<Boolean> enable) {
    private static final int LONGEST_MODEL = 256;
    private static final int LONGEST_TYPE = 64;
    private static final int MOST_DECIMALS = 20;
    private static final BigDecimal HIGHEST = new BigDecimal(1_000_000);

    /** Everything that is wrong with this draft. */
    public List<Violation> violations(boolean isNew) {
        Violations violations = new Violations();
        check(isNew, violations);
        return violations.all();
    }

    void check(boolean isNew, Violations violations) {
        Presentation.required(Path.of("model"), model, isNew, violations);
        violations.length(Path.of("model"), model.orNull(), 1, LONGEST_MODEL);
        if (modelRule instanceof Given.Sent<String>(String name)
                && ModelRule.Kind.named(name).isEmpty()) {
            violations.add(
                    Path.of("model_rule"),
                    "Invalid enum value. Expected 'equals' | 'starts-with' | 'contains', received '%s'"
                            .formatted(name));
        }
        amount(Path.of("cost_in"), costIn.orNull(), violations);
        amount(Path.of("cost_out"), costOut.orNull(), violations);
        violations.length(Path.of("cost_type"), costType.orNull(), 1, LONGEST_TYPE);
        if (tokenPricing instanceof Given.Sent<Map<String, BigDecimal>>(Map<String, BigDecimal> sent)) {
            sent.forEach((name, rate) ->
                    amount(Path.of("token_pricing").key(name), kind(name) == null ? null : rate, violations));
        }
    }

    private static void amount(Path path, @Nullable BigDecimal sent, Violations violations) {
        if (sent == null) {
            return;
        }
        if (sent.signum() < 0) {
            violations.add(path, "Number must be greater than or equal to 0");
        } else if (sent.compareTo(HIGHEST) > 0) {
            violations.add(path, "Number must be less than or equal to " + HIGHEST);
        } else if (sent.scale() > MOST_DECIMALS) {
            violations.add(path, "Number must have at most %d decimal places".formatted(MOST_DECIMALS));
        }
    }

    /** Of a checked draft. */
    ModelRule rule(@Nullable ModelRule kept) {
        ModelRule.Kind kind = modelRule
                .<ModelRule.Kind>map(name -> ModelRule.Kind.named(name).orElseThrow())
                .over(kept == null ? null : kept.kind());
        return new ModelRule(
                kind == null ? ModelRule.Kind.EQUALS : kind,
                Objects.requireNonNull(model.over(kept == null ? null : kept.model())));
    }

    /** Of a checked draft. */
    Charge charge(@Nullable Charge kept) {
        String type = costType.over(kept == null ? null : kept.type());
        return new Charge(
                type == null ? Charge.TOKENS : type,
                costIn.over(kept == null ? null : kept.in()),
                costOut.over(kept == null ? null : kept.out()),
                tokenPricing.<TokenPricing>map(CustomCostDraft::pricing).over(kept == null ? null : kept.tokens()));
    }

    private static TokenPricing pricing(Map<String, BigDecimal> sent) {
        Map<TokenPricing.Kind, BigDecimal> rates = new EnumMap<>(TokenPricing.Kind.class);
        sent.forEach((name, rate) -> {
            TokenPricing.Kind kind = kind(name);
            if (kind != null) {
                rates.put(kind, rate);
            }
        });
        return new TokenPricing(rates);
    }

    private static TokenPricing.@Nullable Kind kind(String name) {
        for (TokenPricing.Kind kind : TokenPricing.Kind.values()) {
            if (kind.wireName().equals(name)) {
                return kind;
            }
        }
        return null;
    }
}
