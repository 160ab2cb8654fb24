package dev.penstock.http.management.dataset;

import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetFilter;
import dev.penstock.http.management.edge.Wire;
import java.time.Instant;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/** A dataset as callers see it. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface DatasetAnswerJsonMapper {
    @Mapping(target = "id", expression = "java(dataset.id().toString())")
    @Mapping(target = "accountId", source = "key.gateway.account.value")
    @Mapping(target = "accountTag", source = "key.gateway.account.value")
    @Mapping(target = "gatewayId", source = "key.gateway.gateway.value")
    @Mapping(target = "enable", source = "enabled")
    DatasetAnswerJson json(Dataset dataset);

    default DatasetAnswerJson.FilterJson filter(DatasetFilter filter) {
        return new DatasetAnswerJson.FilterJson(filter.key(), filter.operator(), filter.sent());
    }

    default String time(Instant instant) {
        return Wire.time(instant);
    }
}
