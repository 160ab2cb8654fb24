package dev.penstock.http.management.log;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.validation.Violations;
import dev.penstock.http.management.edge.Wire;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;
import org.mapstruct.ReportingPolicy;

/** A log entry as callers see it. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface LogJsonMapper {
    @Mapping(target = "id", source = "key.id")
    @Mapping(target = "provider", source = "call.provider.slug")
    @Mapping(target = "model", source = "call", qualifiedByName = "model")
    @Mapping(target = "modelType", source = "call.modelType")
    @Mapping(target = "path", source = "call.path")
    @Mapping(target = "requestType", source = "call.door")
    @Mapping(target = "step", source = "call.step")
    @Mapping(target = "requestContentType", source = "content.requestType")
    @Mapping(target = "responseContentType", source = "content.responseType")
    @Mapping(target = "statusCode", source = "outcome.status")
    @Mapping(target = "success", source = "outcome", qualifiedByName = "success")
    @Mapping(target = "cached", source = "outcome.cached")
    @Mapping(target = "duration", source = "outcome.duration")
    @Mapping(target = "outcome", source = "outcome.ending")
    @Mapping(target = "cause", source = "outcome.cause")
    @Mapping(target = "tokensIn", source = "spend.usage.input")
    @Mapping(target = "tokensOut", source = "spend.usage.output")
    @Mapping(target = "usageMetadata", source = "spend.usage")
    @Mapping(target = "cost", source = "spend.cost")
    @Mapping(target = "customCost", source = "spend.customCost")
    @Mapping(target = "metadata", source = "notes.metadata")
    @Mapping(target = "feedback", source = "notes.feedback")
    @Mapping(target = "score", source = "notes.score")
    @Mapping(target = "eventId", source = "caller.eventId")
    @Mapping(target = "authentication", source = "caller.authenticated")
    @Mapping(target = "userAgent", source = "caller.userAgent")
    LogJson json(LogEntry entry);

    default String id(LogId id) {
        return id.toString();
    }

    default String time(Instant instant) {
        return Wire.time(instant);
    }

    default long millis(Duration duration) {
        return duration.toMillis();
    }

    /** The contract knows no log without a model; an empty name stands for none. */
    @Named("model")
    default String model(LogEntry.Call call) {
        return Objects.requireNonNullElse(call.model(), "");
    }

    @Named("success")
    default boolean success(LogEntry.Outcome outcome) {
        return outcome.success();
    }

    default String requestType(Door door) {
        return Violations.Case.LOWER.of(door);
    }

    default String ending(LogEntry.Ending ending) {
        return Violations.Case.LOWER.of(ending);
    }

    default @Nullable BigDecimal usd(@Nullable Cost cost) {
        return cost == null ? null : cost.usd();
    }

    default LogJson.@Nullable UsageJson usage(@Nullable TokenUsage usage) {
        return usage == null
                ? null
                : new LogJson.UsageJson(
                        usage.input(),
                        usage.output(),
                        usage.input() + usage.output(),
                        usage.cacheRead(),
                        usage.cacheWrite());
    }

    /** The contract wants the object as text. */
    default @Nullable String metadata(@Nullable Metadata metadata) {
        if (metadata == null) {
            return null;
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        metadata.values().forEach((key, value) -> plain.put(key, plain(value)));
        return Wire.text(plain);
    }

    private static Object plain(Metadata.Value value) {
        return switch (value) {
            case Metadata.Value.Text(String text) -> text;
            case Metadata.Value.Numeric(BigDecimal number) -> number;
            case Metadata.Value.Flag(boolean flag) -> flag;
        };
    }
}
