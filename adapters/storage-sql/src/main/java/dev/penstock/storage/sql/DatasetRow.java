package dev.penstock.storage.sql;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetDraft;
import dev.penstock.domain.dataset.DatasetFilterDraft;
import dev.penstock.domain.dataset.DatasetId;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dataset as it is kept: its filters as JSON text in the contract's words, which are read as they were when they were sent. */
record DatasetRow(
        String account,
        String gateway,
        String id,
        String name,
        boolean enabled,
        String filters,
        long createdAt,
        long modifiedAt) {
    private record FilterRow(String key, String operator, List<Object> value) {}

    static DatasetRow of(Dataset dataset) {
        GatewayAddress gateway = dataset.key().gateway();
        return new DatasetRow(
                gateway.account().value(),
                gateway.gateway().value(),
                dataset.id().toString(),
                dataset.name(),
                dataset.enabled(),
                dataset.filterText(),
                dataset.createdAt().toEpochMilli(),
                dataset.modifiedAt().toEpochMilli());
    }

    Dataset dataset() {
        DatasetKey key = new DatasetKey(
                new GatewayAddress(new AccountId(account), new GatewayId(gateway)), new DatasetId(UUID.fromString(id)));
        DatasetDraft draft = new DatasetDraft(name, enabled, drafts());
        Instant created = Instant.ofEpochMilli(createdAt);
        return switch (Dataset.define(key, draft, created)) {
            case Validated.Valid<Dataset>(Dataset kept) ->
                new Dataset(key, name, enabled, kept.filters(), created, Instant.ofEpochMilli(modifiedAt));
            case Validated.Invalid<Dataset> wrong ->
                throw new IllegalStateException("the row of dataset " + id + " cannot be read: " + wrong.violations());
        };
    }

    private List<@Nullable DatasetFilterDraft> drafts() {
        List<@Nullable DatasetFilterDraft> drafts = new ArrayList<>();
        for (FilterRow filter : JsonDocument.read(filters, FilterRow[].class, "the filters of dataset " + id)) {
            List<@Nullable Object> values = new ArrayList<>();
            filter.value.forEach(value -> values.add(plain(value)));
            drafts.add(new DatasetFilterDraft(filter.key, filter.operator, values));
        }
        return drafts;
    }

    private static Object plain(Object value) {
        return value instanceof Number number ? new BigDecimal(number.toString()) : value;
    }
}
