package dev.penstock.storage.sql;

import java.sql.ResultSet;
import org.jooq.DSLContext;

/**
 * Gives space that removals left in a file back to the machine, a little at a time. A part is left where it is: what comes in
 * next uses it, and a file that shrinks and grows by turns helps nobody.
 */
final class FreeSpace {
    private static final long PAGES_AT_A_TIME = 256;
    private static final long LEAST_PAGES = 4096;
    /** Of the file; less than this stays free. */
    private static final int PART = 4;

    private FreeSpace() {}

    /** Whether there is more to give back. */
    static boolean giveBack(Database database) {
        return excess(database) > 0 && database.write(FreeSpace::shrink) > 0;
    }

    private static long excess(Database database) {
        return database.read(
                sql -> pragma(sql, "freelist_count") - Math.max(LEAST_PAGES, pragma(sql, "page_count") / PART));
    }

    private static long shrink(DSLContext sql) {
        long before = pragma(sql, "freelist_count");
        // It frees a page for each row that is read of its result.
        sql.connection(connection -> {
            try (ResultSet pages = connection
                    .createStatement()
                    .executeQuery("PRAGMA incremental_vacuum(%d)".formatted(PAGES_AT_A_TIME))) {
                long left = PAGES_AT_A_TIME;
                while (left > 0 && pages.next()) {
                    left--;
                }
            }
        });
        return before - pragma(sql, "freelist_count");
    }

    private static long pragma(DSLContext sql, String name) {
        Long value = sql.fetchOptional("PRAGMA " + name)
                .map(row -> row.get(0, Long.class))
                .orElse(null);
        return value == null ? 0 : value;
    }
}
