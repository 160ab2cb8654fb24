package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.val;

import dev.penstock.domain.gateway.GatewayAddress;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The columns that every named thing below a gateway has, and what is asked about them. */
final class BelongingColumns {
    static final Field<String> ACCOUNT = field(name("account"), SQLDataType.VARCHAR.notNull());
    static final Field<String> GATEWAY = field(name("gateway"), SQLDataType.VARCHAR.notNull());
    static final Field<String> ID = field(name("id"), SQLDataType.VARCHAR.notNull());
    static final Field<String> NAME = field(name("name"), SQLDataType.VARCHAR.notNull());
    static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());
    static final Field<Long> MODIFIED_AT = field(name("modified_at"), SQLDataType.BIGINT.notNull());

    private BelongingColumns() {}

    static Condition of(GatewayAddress gateway) {
        return ACCOUNT.eq(gateway.account().value())
                .and(GATEWAY.eq(gateway.gateway().value()));
    }

    static Condition at(GatewayAddress gateway, String id) {
        return of(gateway).and(ID.eq(id));
    }

    /** Whether a text stands somewhere in a column; always, when none is given. */
    static Condition mentions(Field<String> column, @Nullable String text) {
        return text == null || text.isEmpty()
                ? DSL.noCondition()
                : position(column, val(text)).gt(0);
    }

    static boolean isNameTaken(DSLContext sql, Table<Record> table, GatewayAddress gateway, String id, String wanted) {
        return sql.fetchExists(table, of(gateway), NAME.eq(wanted), ID.ne(id));
    }
}
