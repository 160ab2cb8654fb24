package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.LOG;
import static dev.penstock.storage.sql.LogTables.METADATA;
import static dev.penstock.storage.sql.LogTables.METADATA_KEY;
import static dev.penstock.storage.sql.LogTables.METADATA_KIND;
import static dev.penstock.storage.sql.LogTables.METADATA_LOG;
import static dev.penstock.storage.sql.LogTables.METADATA_POSITION;
import static dev.penstock.storage.sql.LogTables.METADATA_VALUE;
import static dev.penstock.storage.sql.LogTables.TRAIL;
import static dev.penstock.storage.sql.LogTables.TRAILS;
import static dev.penstock.storage.sql.LogTables.TRAIL_LOG;

import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.route.Trail;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Writes narrow rows over one connection. Values are bound in the order of {@link LogTables#COLUMNS}. */
final class LogRowWriter {
    private static final List<Field<?>> METADATA_COLUMNS =
            List.of(METADATA_LOG, METADATA_POSITION, METADATA_KEY, METADATA_VALUE, METADATA_KIND);

    private final Binder rows;
    private final Binder metadata;
    private final Binder trails;

    LogRowWriter(Connection connection) throws SQLException {
        rows = new Binder(connection.prepareStatement(Inserts.unlessThere(LOG, LogTables.COLUMNS)));
        metadata = new Binder(connection.prepareStatement(Inserts.unlessThere(METADATA, METADATA_COLUMNS)));
        trails = new Binder(connection.prepareStatement(Inserts.unlessThere(TRAILS, List.of(TRAIL_LOG, TRAIL))));
    }

    /** Writes an entry under a new number; false, and nothing changes, when the gateway has an entry with this id. */
    boolean insert(long number, long gateway, long facet, LogEntry entry) throws SQLException {
        rows.number(number).number(gateway).id(entry.id().value());
        rows.number(entry.createdAt().toEpochMilli())
                .number(facet)
                .text(entry.call().path());
        rows.number(entry.outcome().duration().toMillis());
        bind(entry.spend());
        String event = entry.caller().eventId();
        rows.text(event.equals(entry.id().toString()) ? null : event);
        LogEntry.Content content = entry.content();
        rows.text(content.requestType()).number(content.requestSize()).number(content.responseSize());
        boolean written = bind(entry.notes()).text(entry.outcome().cause()).execute() == 1;
        if (written && entry.notes().metadata() != null) {
            insert(number, entry.notes().metadata());
        }
        Trail trail = entry.call().trail();
        if (written && trail != null) {
            trails.number(number).text(TrailRow.write(trail)).execute();
        }
        return written;
    }

    private void bind(LogEntry.Spend spend) throws SQLException {
        TokenUsage usage = spend.usage();
        if (usage == null) {
            rows.nothing().nothing().nothing().nothing().nothing();
        } else {
            rows.number(usage.input()).number(usage.output());
            rows.number(usage.cacheRead()).number(usage.cacheWrite()).flag(usage.cacheWithinInput());
        }
        Cost cost = spend.cost();
        rows.real(cost == null ? null : cost.asDouble()).text(exact(cost)).flag(spend.customCost());
    }

    /** The cost's digits, when its floating-point neighbour does not read back as the same. */
    private static @Nullable String exact(@Nullable Cost cost) {
        return cost == null || new Cost(BigDecimal.valueOf(cost.asDouble())).equals(cost)
                ? null
                : cost.usd().toString();
    }

    private Binder bind(LogEntry.Notes notes) throws SQLException {
        if (notes.metadata() == null) {
            rows.nothing();
        } else {
            rows.number(notes.metadata().values().size());
        }
        return rows.real(notes.feedback()).real(notes.score());
    }

    void insert(long number, Metadata sent) throws SQLException {
        int position = 0;
        for (Map.Entry<String, Metadata.Value> one : sent.values().entrySet()) {
            metadata.number(number).number(position++).text(one.getKey());
            metadata.text(one.getValue().text()).text(LogRows.kind(one.getValue()));
            metadata.execute();
        }
    }
}
