package dev.penstock.http.management.customprovider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomCostDraft;
import dev.penstock.domain.customprovider.ModelRule;
import dev.penstock.domain.customprovider.TokenPricing;
import dev.penstock.domain.validation.Given;
import dev.penstock.http.management.edge.Wire;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/** Between costs and their wire shapes. Checks nothing. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface CustomCostJsonMapper {
    CustomCostDraft draft(CustomCostJson json);

    /** Only numbers: the document has checked the names that mean something, and others may hold anything. */
    default Given<Map<String, BigDecimal>> rates(Given<Map<String, JsonNode>> sent) {
        return sent.map(members -> {
            Map<String, BigDecimal> rates = new LinkedHashMap<>();
            members.forEach((name, value) -> {
                if (value.isNumber()) {
                    rates.put(name, value.decimalValue());
                }
            });
            return rates;
        });
    }

    @Mapping(target = "id", source = "id.value")
    @Mapping(target = "accountProviderId", source = "provider.value")
    @Mapping(target = "model", source = "rule.model")
    @Mapping(target = "modelRule", source = "rule.kind")
    @Mapping(target = "weight", expression = "java(cost.rule().weight())")
    @Mapping(target = "costType", source = "charge.type")
    @Mapping(target = "costIn", source = "charge.in")
    @Mapping(target = "costOut", source = "charge.out")
    @Mapping(target = "tokenPricing", source = "charge.tokens")
    @Mapping(target = "enable", source = "enabled")
    @Mapping(target = "changedBy", constant = CustomCost.CHANGED_BY)
    CustomCostAnswerJson json(CustomCost cost);

    default String name(ModelRule.Kind kind) {
        return kind.wireName();
    }

    default @Nullable String text(@Nullable TokenPricing pricing) {
        if (pricing == null) {
            return null;
        }
        Map<String, BigDecimal> rates = new LinkedHashMap<>();
        pricing.rates().forEach((kind, rate) -> rates.put(kind.wireName(), rate));
        return Wire.text(rates);
    }

    default String time(Instant instant) {
        return Wire.time(instant);
    }
}
