package dev.penstock.domain.customprovider;

import org.jspecify.annotations.Nullable;

/**
 * Which costs a list is made of; null asks nothing.
 *
 * @param search text that must stand in the model, or in who changed the cost
 */
public record CustomCostQuery(
        @Nullable CustomProviderId provider,
        @Nullable Boolean enable,
        ModelRule.@Nullable Kind kind,
        @Nullable String type,
        @Nullable String search) {
    public static final CustomCostQuery ALL = new CustomCostQuery(null, null, null, null, null);

    public boolean matches(CustomCost cost) {
        return (provider == null || provider.equals(cost.provider()))
                && (enable == null || enable == cost.enabled())
                && (kind == null || kind == cost.rule().kind())
                && (type == null || type.equals(cost.charge().type()))
                && (search == null
                        || CustomCost.CHANGED_BY.contains(search)
                        || cost.rule().model().contains(search));
    }
}
