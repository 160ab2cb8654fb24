package dev.penstock.http.management.gateway;

import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.gateway.ContentPolicy;
import dev.penstock.domain.gateway.DlpPolicy;
import dev.penstock.domain.gateway.ExportPolicy;
import dev.penstock.domain.gateway.GatewayDraft;
import dev.penstock.domain.gateway.Guardrails;
import dev.penstock.domain.gateway.LogPolicy;
import dev.penstock.domain.gateway.OtelTarget;
import dev.penstock.domain.gateway.RateLimit;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.gateway.SpendLimits;
import dev.penstock.domain.gateway.SpendRule;
import dev.penstock.domain.gateway.StripeUsage;
import dev.penstock.domain.validation.Given;
import java.util.List;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/** What was sent, grouped as the domain groups it. Checks nothing. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface GatewayJsonMapper {
    /** By hand: the draft's own {@code with} methods look like properties to the generator. */
    default GatewayDraft draft(GatewayJson json) {
        return new GatewayDraft(
                cache(json),
                rateLimit(json),
                retry(json),
                log(json),
                access(json),
                content(json),
                export(json),
                givenSpendLimits(json.spendLimits()));
    }

    CachePolicy.Draft cache(GatewayJson json);

    RateLimit.Draft rateLimit(GatewayJson json);

    RetryPolicy.Draft retry(GatewayJson json);

    LogPolicy.Draft log(GatewayJson json);

    AccessPolicy.Draft access(GatewayJson json);

    ContentPolicy.Draft content(GatewayJson json);

    ExportPolicy.Draft export(GatewayJson json);

    DlpPolicy.Draft dlp(DlpJson json);

    Guardrails.Draft guardrails(GuardrailsJson json);

    List<OtelTarget.Draft> otel(List<OtelJson> json);

    StripeUsage.Draft stripe(StripeJson json);

    SpendLimits.Draft spendLimits(SpendLimitsJson json);

    @Mapping(target = "scope", source = "json")
    SpendRule.Draft spendRule(SpendLimitsJson.RuleJson json);

    SpendRule.ScopeDraft scope(SpendLimitsJson.RuleJson json);

    default Given<DlpPolicy.Draft> givenDlp(Given<DlpJson> json) {
        return json.map(this::dlp);
    }

    default Given<Guardrails.Draft> givenGuardrails(Given<GuardrailsJson> json) {
        return json.map(this::guardrails);
    }

    default Given<List<OtelTarget.Draft>> givenOtel(Given<List<OtelJson>> json) {
        return json.map(this::otel);
    }

    default Given<StripeUsage.Draft> givenStripe(Given<StripeJson> json) {
        return json.map(this::stripe);
    }

    default Given<SpendLimits.Draft> givenSpendLimits(Given<SpendLimitsJson> json) {
        return json.map(this::spendLimits);
    }
}
