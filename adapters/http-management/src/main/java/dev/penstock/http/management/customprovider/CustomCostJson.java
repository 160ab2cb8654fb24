package dev.penstock.http.management.customprovider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.validation.Given;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A cost as it is sent; what was left out is not the same as null.
 *
 * @param tokenPricing rates by name, beside whatever else was sent there
 */
record CustomCostJson(
        Given<BigDecimal> costIn,
        Given<BigDecimal> costOut,
        Given<String> costType,
        Given<Boolean> enable,
        Given<String> model,
        Given<String> modelRule,
        Given<Map<String, JsonNode>> tokenPricing) {}
