package dev.penstock.storage.sql;

import java.util.Collections;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The text of inserts that are prepared once and bound by hand. */
final class Inserts {
    private Inserts() {}

    /** Inserts one row, or does nothing when one with the same key is there. */
    static String unlessThere(Table<Record> table, List<Field<?>> columns) {
        return DSL.using(SQLDialect.SQLITE)
                .insertInto(table)
                .columns(columns)
                .values(Collections.nCopies(columns.size(), null))
                .onConflictDoNothing()
                .getSQL();
    }
}
