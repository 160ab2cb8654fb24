package dev.penstock.http.management.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spending rules. */
record SpendLimitsJson(@Nullable Boolean enabled, @Nullable List<RuleJson> rules) {
    /** One rule. The contract writes {@code limitType} in camel case. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleJson(
            @Nullable String id,
            @Nullable Boolean enabled,
            @Nullable BigDecimal limit,
            @JsonProperty("limitType") @Nullable String limitType,
            @Nullable Long window,
            @Nullable String technique,
            @Nullable DimensionJson model,
            @Nullable DimensionJson provider,
            @Nullable Map<String, DimensionJson> metadata) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DimensionJson(@Nullable String mode, @Nullable List<String> values) {}
}
