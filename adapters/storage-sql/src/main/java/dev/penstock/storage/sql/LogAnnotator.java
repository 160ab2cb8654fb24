package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.FEEDBACK;
import static dev.penstock.storage.sql.LogTables.LOG;
import static dev.penstock.storage.sql.LogTables.METADATA;
import static dev.penstock.storage.sql.LogTables.METADATA_ENTRIES;
import static dev.penstock.storage.sql.LogTables.METADATA_LOG;
import static dev.penstock.storage.sql.LogTables.NUMBER;
import static dev.penstock.storage.sql.LogTables.SCORE;

import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.log.LogEntry.Notes;
import dev.penstock.domain.log.LogKey;
import java.sql.SQLException;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Changes the notes of entries, provided that they are still what somebody saw. */
final class LogAnnotator {
    private final Database rows;
    private final LogRowWriter writer;

    LogAnnotator(Database rows) {
        this.rows = rows;
        writer = rows.prepare(LogRowWriter::new);
    }

    boolean annotate(LogKey key, Notes current, Notes next) {
        return rows.write(sql -> {
            Record row = sql.select(LogTables.COLUMNS)
                    .from(LOG)
                    .where(SqlLogStore.named(key))
                    .fetchOne();
            if (row == null || !LogRows.notes(sql, row).equals(current)) {
                return false;
            }
            write(sql, row.get(NUMBER), current, next);
            return true;
        });
    }

    private void write(DSLContext sql, long number, Notes current, Notes next) throws SQLException {
        sql.update(LOG)
                .set(FEEDBACK, next.feedback())
                .set(SCORE, next.score())
                .set(METADATA_ENTRIES, size(next.metadata()))
                .where(NUMBER.eq(number))
                .execute();
        if (!Objects.equals(current.metadata(), next.metadata())) {
            sql.deleteFrom(METADATA).where(METADATA_LOG.eq(number)).execute();
            if (next.metadata() != null) {
                writer.insert(number, next.metadata());
            }
        }
    }

    private static @Nullable Integer size(@Nullable Metadata metadata) {
        return metadata == null ? null : metadata.values().size();
    }
}
