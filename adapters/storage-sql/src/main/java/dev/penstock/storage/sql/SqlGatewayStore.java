package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.penstock.application.port.GatewayStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Gateways in a database: a row each, with the policies as one document. */
final class SqlGatewayStore implements GatewayStore {
    private static final Table<Record> GATEWAY = table(name("gateway"));
    private static final Field<String> ACCOUNT = field(name("account"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> ID = field(name("id"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());
    private static final Field<Long> MODIFIED_AT = field(name("modified_at"), SQLDataType.BIGINT.notNull());
    private static final Field<String> POLICIES = field(name("policies"), SQLDataType.CLOB.notNull());

    private static final List<Field<?>> COLUMNS = List.of(ACCOUNT, ID, CREATED_AT, MODIFIED_AT, POLICIES);

    private final Database database;
    private final Sealer sealer;

    SqlGatewayStore(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    /** Seals the secrets of gateways that an older release kept in the clear; answers whether there were any. */
    static boolean sealAll(DSLContext sql, Sealer sealer) {
        List<GatewayRow> rows = sql.select(COLUMNS).from(GATEWAY).fetch(SqlGatewayStore::row);
        for (GatewayRow plain : rows) {
            GatewayRow sealed = plain.sealed(sealer);
            sql.update(GATEWAY)
                    .set(POLICIES, sealed.policies())
                    .where(ACCOUNT.eq(sealed.account()), ID.eq(sealed.id()))
                    .execute();
        }
        return !rows.isEmpty();
    }

    @Override
    public boolean insert(Gateway gateway) {
        GatewayRow row = GatewayRow.of(gateway, sealer);
        int inserted = database.write(sql -> sql.insertInto(GATEWAY)
                .columns(COLUMNS)
                .values(row.account(), row.id(), row.createdAt(), row.modifiedAt(), row.policies())
                .onConflictDoNothing()
                .execute());
        return inserted == 1;
    }

    @Override
    public boolean replace(Gateway current, Gateway next) {
        GatewayRow row = GatewayRow.of(next, sealer);
        return database.write(sql -> {
            if (!find(sql, current.address()).equals(Optional.of(current))) {
                return false;
            }
            sql.update(GATEWAY)
                    .set(CREATED_AT, row.createdAt())
                    .set(MODIFIED_AT, row.modifiedAt())
                    .set(POLICIES, row.policies())
                    .where(at(current.address()))
                    .execute();
            return true;
        });
    }

    @Override
    public Optional<Gateway> find(GatewayAddress address) {
        return database.read(sql -> find(sql, address));
    }

    @Override
    public Optional<Gateway> remove(GatewayAddress address) {
        return database.write(sql -> {
            Optional<Gateway> removed = find(sql, address);
            sql.deleteFrom(GATEWAY).where(at(address)).execute();
            return removed;
        });
    }

    @Override
    public Page<Gateway> list(AccountId account, @Nullable String search, PageRequest page) {
        Condition wanted = ACCOUNT.eq(account.value())
                .and(
                        search == null || search.isEmpty()
                                ? noCondition()
                                : position(ID, val(search)).gt(0));
        return database.read(sql -> new Listing(GATEWAY, COLUMNS, wanted, List.of(ID)).page(sql, page, this::gateway));
    }

    @Override
    public List<Gateway> all() {
        return database.read(sql -> sql.select(COLUMNS).from(GATEWAY).fetch(this::gateway));
    }

    private Optional<Gateway> find(DSLContext sql, GatewayAddress address) {
        return sql.select(COLUMNS).from(GATEWAY).where(at(address)).fetchOptional(this::gateway);
    }

    private static Condition at(GatewayAddress address) {
        return ACCOUNT.eq(address.account().value()).and(ID.eq(address.gateway().value()));
    }

    private Gateway gateway(Record row) {
        return row(row).gateway(sealer);
    }

    private static GatewayRow row(Record row) {
        return new GatewayRow(
                row.get(ACCOUNT), row.get(ID), row.get(CREATED_AT), row.get(MODIFIED_AT), row.get(POLICIES));
    }
}
