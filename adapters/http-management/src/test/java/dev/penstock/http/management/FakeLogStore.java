package dev.penstock.http.management;

import dev.penstock.application.port.LogStore;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.page.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Log entries in a map. */
final class FakeLogStore implements LogStore {
    private final Map<LogKey, Written> rows = new ConcurrentHashMap<>();

    @Override
    public void append(List<Written> batch) {
        batch.forEach(row -> rows.putIfAbsent(row.entry().key(), row));
    }

    @Override
    public Optional<LogEntry> find(LogKey key) {
        return Optional.ofNullable(rows.get(key)).map(Written::entry);
    }

    @Override
    public Optional<LogPayload> payload(LogKey key) {
        return Optional.ofNullable(rows.get(key)).map(Written::payload);
    }

    @Override
    public Page<LogEntry> list(LogQuery query) {
        Comparator<LogEntry> order = Comparator.<LogEntry, String>comparing(
                        entry -> sortKey(entry, query.order().field()))
                .thenComparing(entry -> entry.id().toString());
        return Page.of(
                rows.values().stream()
                        .map(Written::entry)
                        .filter(query::selects)
                        .sorted(query.order().descending() ? order.reversed() : order)
                        .toList(),
                query.page());
    }

    private static String sortKey(LogEntry entry, LogQuery.Field field) {
        return switch (field) {
            case CREATED_AT -> entry.createdAt().toString();
            case PROVIDER -> entry.call().provider().slug();
            case MODEL -> Objects.requireNonNullElse(entry.call().model(), "");
            case MODEL_TYPE -> Objects.requireNonNullElse(entry.call().modelType(), "");
            case SUCCESS -> Boolean.toString(entry.outcome().success());
            case CACHED -> Boolean.toString(entry.outcome().cached());
        };
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        rows.keySet().removeIf(key -> key.gateway().equals(gateway));
    }
}
