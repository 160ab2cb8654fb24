package dev.penstock.http.management.customprovider;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A cost as it is shown. The contract knows no null here, so what was never set is left out.
 *
 * @param tokenPricing JSON text, although it is sent as an object
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CustomCostAnswerJson(
        String id,
        String accountProviderId,
        String createdAt,
        String modifiedAt,
        String model,
        String modelRule,
        String costType,
        @Nullable BigDecimal costIn,
        @Nullable BigDecimal costOut,
        @Nullable String tokenPricing,
        boolean enable,
        int weight,
        String changedBy) {}
