package dev.penstock.http.management.gateway;

import dev.penstock.domain.gateway.SpendLimits;
import dev.penstock.domain.gateway.SpendRule;
import dev.penstock.domain.validation.Violations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spending rules as they are shown, by hand: a rule's dimensions are a closed family. */
final class SpendJsonMapper {
    private static final String FILTER = "filter";

    @Nullable
    SpendLimitsJson limits(@Nullable SpendLimits limits) {
        return limits == null
                ? null
                : new SpendLimitsJson(
                        limits.enabled(),
                        limits.rules().stream().map(SpendJsonMapper::rule).toList());
    }

    private static SpendLimitsJson.RuleJson rule(SpendRule rule) {
        SpendRule.Scope scope = rule.scope();
        return new SpendLimitsJson.RuleJson(
                rule.id(),
                rule.enabled(),
                rule.limit(),
                "cost",
                rule.window().toSeconds(),
                Violations.Case.LOWER.of(rule.technique()),
                filter(scope.models()),
                filter(scope.providers()),
                scope.metadata().isEmpty() ? null : dimensions(scope.metadata()));
    }

    private static SpendLimitsJson.@Nullable DimensionJson filter(@Nullable List<String> values) {
        return values == null ? null : new SpendLimitsJson.DimensionJson(FILTER, values);
    }

    private static Map<String, SpendLimitsJson.DimensionJson> dimensions(Map<String, SpendRule.Dimension> metadata) {
        Map<String, SpendLimitsJson.DimensionJson> shown = new LinkedHashMap<>();
        metadata.forEach((key, dimension) -> shown.put(key, dimension(dimension)));
        return shown;
    }

    private static SpendLimitsJson.DimensionJson dimension(SpendRule.Dimension dimension) {
        return switch (dimension) {
            case SpendRule.Dimension.Partition() -> new SpendLimitsJson.DimensionJson("partition", null);
            case SpendRule.Dimension.Filter(List<String> values) -> new SpendLimitsJson.DimensionJson(FILTER, values);
        };
    }
}
