package dev.penstock.storage.sql;

import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.Table;

/** Which rows of a table a list is made of, and in which order. */
record Listing(Table<?> table, List<Field<?>> columns, Condition wanted, List<? extends OrderField<?>> order) {
    /** One page, with the count of all, both from one view of the database. */
    <T> Page<T> page(DSLContext sql, PageRequest page, RecordMapper<Record, T> shape) {
        int total = sql.fetchCount(table, wanted);
        List<T> items = sql.select(columns)
                .from(table)
                .where(wanted)
                .orderBy(order)
                .limit(page.size())
                .offset(page.offset())
                .fetch(shape);
        return new Page<>(items, total, page);
    }
}
