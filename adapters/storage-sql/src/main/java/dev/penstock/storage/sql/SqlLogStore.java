package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.ACCOUNT;
import static dev.penstock.storage.sql.LogTables.ENTRIES;
import static dev.penstock.storage.sql.LogTables.GATEWAY;
import static dev.penstock.storage.sql.LogTables.GATEWAYS;
import static dev.penstock.storage.sql.LogTables.GATEWAY_ID;
import static dev.penstock.storage.sql.LogTables.GATEWAY_NUMBER;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.LOG;
import static dev.penstock.storage.sql.LogTables.NUMBER;
import static dev.penstock.storage.sql.LogTables.PAYLOAD;
import static dev.penstock.storage.sql.LogTables.PAYLOAD_COLUMNS;
import static dev.penstock.storage.sql.LogTables.PAYLOAD_LOG;
import static dev.penstock.storage.sql.LogTables.REQUEST;
import static dev.penstock.storage.sql.LogTables.REQUEST_COMPLETE;
import static dev.penstock.storage.sql.LogTables.RESPONSE;
import static dev.penstock.storage.sql.LogTables.RESPONSE_COMPLETE;

import dev.penstock.application.port.LogStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Notes;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogPurge;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.log.LogRanges;
import dev.penstock.domain.log.LogWalk;
import dev.penstock.domain.page.Page;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Log entries in two databases: narrow rows in one, payloads in the other.
 *
 * <p>They commit one after the other, payloads first. A crash in between leaves payloads without entries, which nobody sees and
 * the next append removes. After a power cut, which may take the last commits of either file, an entry whose payload is gone
 * reads as one whose payload was not kept.
 */
final class SqlLogStore implements LogStore {
    private final Database rows;
    private final Database payloads;
    private final LogAppender appender;
    private final LogRemover remover;
    private final LogAnnotator annotator;

    SqlLogStore(Database rows, Database payloads) {
        this.rows = rows;
        this.payloads = payloads;
        FacetBook facets = new FacetBook();
        appender = new LogAppender(rows, payloads, facets);
        remover = new LogRemover(rows, payloads, facets);
        annotator = new LogAnnotator(rows);
    }

    @Override
    public void append(List<Written> batch) {
        if (!batch.isEmpty()) {
            appender.append(batch);
        }
    }

    @Override
    public Optional<LogEntry> find(LogKey key) {
        return rows.read(sql -> sql.select(LogTables.COLUMNS)
                .from(LOG)
                .where(named(key))
                .fetchOptional(row -> LogRows.whole(sql, key.gateway(), row)));
    }

    @Override
    public Optional<LogPayload> payload(LogKey key) {
        Optional<Long> number =
                rows.read(sql -> sql.select(NUMBER).from(LOG).where(named(key)).fetchOptional(NUMBER));
        return number.map(log -> payloads.read(sql -> sql.select(PAYLOAD_COLUMNS)
                .from(PAYLOAD)
                .where(PAYLOAD_LOG.eq(log))
                .fetchOptional(SqlLogStore::payload)
                .orElse(LogPayload.NONE)));
    }

    static Condition named(LogKey key) {
        return GATEWAY.eq(DSL.select(GATEWAY_NUMBER).from(GATEWAYS).where(at(key.gateway())))
                .and(ID.eq(Binder.bytes(key.id().value())));
    }

    private static LogPayload payload(Record row) {
        return new LogPayload(part(row, REQUEST, REQUEST_COMPLETE), part(row, RESPONSE, RESPONSE_COMPLETE));
    }

    private static LogPayload.@Nullable Part part(Record row, Field<byte[]> bytes, Field<Boolean> complete) {
        byte[] kept = row.get(bytes);
        return kept == null ? null : new LogPayload.Part(ByteBuffer.wrap(kept).asReadOnlyBuffer(), row.get(complete));
    }

    @Override
    public Page<LogEntry> list(LogQuery query) {
        return rows.read(sql -> {
            Record gateway = sql.select(GATEWAY_NUMBER, ENTRIES)
                    .from(GATEWAYS)
                    .where(at(query.gateway()))
                    .fetchOne();
            return gateway == null
                    ? new Page<>(List.of(), 0, query.page())
                    : new LogList(sql, query, gateway.get(GATEWAY_NUMBER), gateway.get(ENTRIES)).page();
        });
    }

    @Override
    public LogRanges ranges(LogQuery query) {
        return rows.read(sql -> sql.select(GATEWAY_NUMBER)
                .from(GATEWAYS)
                .where(at(query.gateway()))
                .fetchOptional(GATEWAY_NUMBER)
                .map(gateway -> LogPick.of(sql, gateway, query.filters(), query.search())
                        .ranges(sql))
                .orElse(LogRanges.of(List.of())));
    }

    @Override
    public Map<GatewayAddress, Long> counts() {
        return rows.read(sql -> sql.select(ACCOUNT, GATEWAY_ID, ENTRIES)
                .from(GATEWAYS)
                .where(ENTRIES.gt(0L))
                .fetchMap(
                        row -> new GatewayAddress(new AccountId(row.get(ACCOUNT)), new GatewayId(row.get(GATEWAY_ID))),
                        row -> row.get(ENTRIES)));
    }

    @Override
    public boolean annotate(LogKey key, Notes current, Notes next) {
        return annotator.annotate(key, current, next);
    }

    @Override
    public int remove(LogPurge purge) {
        return remover.remove(purge);
    }

    @Override
    public boolean giveSpaceBack() {
        return FreeSpace.giveBack(rows) || FreeSpace.giveBack(payloads);
    }

    @Override
    public LogWalk.Stretch walk(LogWalk walk) {
        return rows.read(sql -> sql.select(GATEWAY_NUMBER)
                .from(GATEWAYS)
                .where(at(walk.gateway()))
                .fetchOptional(GATEWAY_NUMBER)
                .map(gateway -> new SqlLogWalk(sql, walk, gateway).stretch())
                .orElseGet(() -> new LogWalk.Stretch(List.of(), 0, null)));
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        remover.removeAll(gateway);
    }

    static Condition at(GatewayAddress gateway) {
        return ACCOUNT.eq(gateway.account().value())
                .and(GATEWAY_ID.eq(gateway.gateway().value()));
    }
}
