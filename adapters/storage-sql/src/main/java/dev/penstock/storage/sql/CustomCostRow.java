package dev.penstock.storage.sql;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.Charge;
import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomCostId;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.ModelRule;
import dev.penstock.domain.customprovider.TokenPricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A cost as it is kept: what is searched for in columns, the amounts as a document. */
record CustomCostRow(
        String account, String id, Sought sought, boolean enable, long createdAt, long modifiedAt, String amounts) {
    /** What lists ask for. */
    record Sought(String provider, String model, String modelRule, String costType) {}

    /** What nobody searches for. */
    record Amounts(
            @Nullable BigDecimal in,
            @Nullable BigDecimal out,
            @Nullable Map<TokenPricing.Kind, BigDecimal> tokens) {}

    static CustomCostRow of(CustomCost cost) {
        Charge charge = cost.charge();
        TokenPricing tokens = charge.tokens();
        return new CustomCostRow(
                cost.account().value(),
                cost.id().toString(),
                new Sought(
                        cost.provider().toString(),
                        cost.rule().model(),
                        cost.rule().kind().name(),
                        charge.type()),
                cost.enabled(),
                cost.createdAt().toEpochMilli(),
                cost.modifiedAt().toEpochMilli(),
                JsonDocument.write(
                        new Amounts(charge.in(), charge.out(), tokens == null ? null : tokens.rates()),
                        "custom cost " + cost.id()));
    }

    CustomCost cost() {
        Amounts kept = JsonDocument.read(amounts, Amounts.class, "the row of custom cost " + id);
        return new CustomCost(
                new AccountId(account),
                new CustomCostId(UUID.fromString(id)),
                new CustomProviderId(UUID.fromString(sought.provider)),
                new ModelRule(ModelRule.Kind.valueOf(sought.modelRule), sought.model),
                new Charge(
                        sought.costType, kept.in, kept.out, kept.tokens == null ? null : new TokenPricing(kept.tokens)),
                enable,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(modifiedAt));
    }
}
