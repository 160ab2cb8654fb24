package dev.penstock.http.management.gateway;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.gateway.AccessPolicy;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.OtelTarget;
import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.gateway.StripeUsage;
import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.validation.Violations;
import dev.penstock.http.management.edge.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;
import org.mapstruct.ReportingPolicy;

/** A gateway as callers see it. Its sealed parts are written out in {@link ContentJsonMapper} and {@link SpendJsonMapper}. */
@Mapper(
        unmappedTargetPolicy = ReportingPolicy.ERROR,
        uses = {ContentJsonMapper.class, SpendJsonMapper.class})
interface GatewayAnswerJsonMapper {
    @Mapping(target = "id", source = "address.gateway.value")
    @Mapping(target = "accountId", source = "address.account.value")
    @Mapping(target = "accountTag", source = "address.account.value")
    @Mapping(target = "internalId", source = "address")
    @Mapping(target = "isDefault", source = "gateway", qualifiedByName = "isDefault")
    @Mapping(target = "authentication", source = "policies.access.authentication")
    @Mapping(target = "byokOnly", source = "policies.access.byokOnly")
    @Mapping(target = "cacheInvalidateOnUpdate", source = "policies.cache.invalidateOnUpdate")
    @Mapping(target = "cacheTtl", source = "policies.cache.timeToLive", qualifiedByName = "seconds")
    @Mapping(target = "collectLogs", source = "policies.log.collect")
    @Mapping(target = "dlp", source = "policies.content.dlp")
    @Mapping(target = "guardrails", source = "policies.content.guardrails")
    @Mapping(target = "logClassification", source = "policies.log.classification")
    @Mapping(target = "logManagement", source = "policies.log.limit")
    @Mapping(target = "logManagementStrategy", source = "policies.log.whenFull")
    @Mapping(target = "logpush", source = "policies.log.push")
    @Mapping(target = "logpushPublicKey", source = "policies.log.pushPublicKey")
    @Mapping(target = "otel", source = "policies.export.otel")
    @Mapping(target = "rateLimitingInterval", source = "policies.rateLimit.interval", qualifiedByName = "seconds")
    @Mapping(target = "rateLimitingLimit", source = "policies.rateLimit.requests")
    @Mapping(target = "rateLimitingTechnique", source = "policies.rateLimit.chosenTechnique")
    @Mapping(target = "retryBackoff", source = "policies.retry.backoff")
    @Mapping(target = "retryDelay", source = "policies.retry.delay", qualifiedByName = "millis")
    @Mapping(target = "retryMaxAttempts", source = "policies.retry.maxAttempts")
    @Mapping(target = "spendLimits", source = "policies.spendLimits")
    @Mapping(target = "storeId", source = "policies.access.secretStore")
    @Mapping(target = "stripe", source = "policies.export.stripe")
    @Mapping(target = "workersAiBillingMode", source = "policies.access.workersAiBilling")
    @Mapping(target = "zdr", source = "policies.access.zeroDataRetention")
    GatewayAnswerJson json(Gateway gateway);

    @Mapping(target = "contentType", source = "encoding")
    OtelJson otel(OtelTarget target);

    @Mapping(target = "usageEvents", source = "payloads")
    StripeJson stripe(StripeUsage usage);

    List<StripeJson.EventJson> events(List<String> payloads);

    default StripeJson.EventJson event(String payload) {
        return new StripeJson.EventJson(payload);
    }

    @Named("isDefault")
    default boolean isDefault(Gateway gateway) {
        return gateway.isDefault();
    }

    /** The same for as long as the gateway has its name: nothing has to be kept for it. */
    default String internalId(GatewayAddress address) {
        return UUID.nameUUIDFromBytes(address.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    default String time(Instant instant) {
        return Wire.time(instant);
    }

    @Named("seconds")
    default long seconds(Duration duration) {
        return duration.toSeconds();
    }

    @Named("millis")
    default @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    default @Nullable String technique(@Nullable Technique technique) {
        return technique == null ? null : Violations.Case.LOWER.of(technique);
    }

    default @Nullable String backoff(RetryPolicy.@Nullable Backoff backoff) {
        return backoff == null ? null : Violations.Case.LOWER.of(backoff);
    }

    default String billing(AccessPolicy.BillingMode mode) {
        return Violations.Case.LOWER.of(mode);
    }

    default String encoding(OtelTarget.Encoding encoding) {
        return Violations.Case.LOWER.of(encoding);
    }

    /** Who may manage a gateway may see what was put into its settings. */
    default @Nullable String reveal(@Nullable Secret secret) {
        return secret == null ? null : secret.reveal();
    }
}
