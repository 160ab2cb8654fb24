package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.penstock.application.port.CustomCostStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomCost;
import dev.penstock.domain.customprovider.CustomCostId;
import dev.penstock.domain.customprovider.CustomCostQuery;
import dev.penstock.domain.customprovider.CustomProviderId;
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

/** Costs of custom providers in a database: a row each. */
final class SqlCustomCostStore implements CustomCostStore {
    private static final Table<Record> COST = table(name("custom_cost"));
    private static final Field<String> ACCOUNT = field(name("account"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> ID = field(name("id"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> PROVIDER = field(name("provider"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> MODEL = field(name("model"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> MODEL_RULE = field(name("model_rule"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> COST_TYPE = field(name("cost_type"), SQLDataType.VARCHAR.notNull());
    private static final Field<Integer> ENABLE = field(name("enable"), SQLDataType.INTEGER.notNull());
    private static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());
    private static final Field<Long> MODIFIED_AT = field(name("modified_at"), SQLDataType.BIGINT.notNull());
    private static final Field<String> AMOUNTS = field(name("amounts"), SQLDataType.CLOB.notNull());

    private static final List<Field<?>> COLUMNS =
            List.of(ACCOUNT, ID, PROVIDER, MODEL, MODEL_RULE, COST_TYPE, ENABLE, CREATED_AT, MODIFIED_AT, AMOUNTS);

    private final Database database;

    SqlCustomCostStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(CustomCost cost) {
        CustomCostRow row = CustomCostRow.of(cost);
        int inserted = database.write(sql -> sql.insertInto(COST)
                .columns(COLUMNS)
                .values(
                        row.account(),
                        row.id(),
                        row.sought().provider(),
                        row.sought().model(),
                        row.sought().modelRule(),
                        row.sought().costType(),
                        row.enable() ? 1 : 0,
                        row.createdAt(),
                        row.modifiedAt(),
                        row.amounts())
                .onConflictDoNothing()
                .execute());
        return inserted == 1;
    }

    @Override
    public boolean replace(CustomCost current, CustomCost next) {
        CustomCostRow row = CustomCostRow.of(next);
        return database.write(sql -> {
            if (!find(sql, current.account(), current.id()).equals(Optional.of(current))) {
                return false;
            }
            sql.update(COST)
                    .set(MODEL, row.sought().model())
                    .set(MODEL_RULE, row.sought().modelRule())
                    .set(COST_TYPE, row.sought().costType())
                    .set(ENABLE, row.enable() ? 1 : 0)
                    .set(MODIFIED_AT, row.modifiedAt())
                    .set(AMOUNTS, row.amounts())
                    .where(at(current.account(), current.id()))
                    .execute();
            return true;
        });
    }

    @Override
    public Optional<CustomCost> find(AccountId account, CustomCostId id) {
        return database.read(sql -> find(sql, account, id));
    }

    @Override
    public Optional<CustomCost> remove(AccountId account, CustomCostId id) {
        return database.write(sql -> {
            Optional<CustomCost> removed = find(sql, account, id);
            sql.deleteFrom(COST).where(at(account, id)).execute();
            return removed;
        });
    }

    @Override
    public void removeAll(AccountId account, CustomProviderId provider) {
        database.write(sql -> sql.deleteFrom(COST)
                .where(ACCOUNT.eq(account.value()).and(PROVIDER.eq(provider.toString())))
                .execute());
    }

    @Override
    public Page<CustomCost> list(AccountId account, CustomCostQuery wanted, PageRequest page) {
        Listing listing = new Listing(COST, COLUMNS, condition(account, wanted), List.of(CREATED_AT, ID));
        return database.read(sql -> listing.page(sql, page, SqlCustomCostStore::cost));
    }

    private static Condition condition(AccountId account, CustomCostQuery wanted) {
        Condition condition = ACCOUNT.eq(account.value());
        if (wanted.provider() != null) {
            condition = condition.and(PROVIDER.eq(wanted.provider().toString()));
        }
        if (wanted.enable() != null) {
            condition = condition.and(ENABLE.eq(wanted.enable() ? 1 : 0));
        }
        if (wanted.kind() != null) {
            condition = condition.and(MODEL_RULE.eq(wanted.kind().name()));
        }
        if (wanted.type() != null) {
            condition = condition.and(COST_TYPE.eq(wanted.type()));
        }
        if (wanted.search() != null && !CustomCost.CHANGED_BY.contains(wanted.search())) {
            condition = condition.and(position(MODEL, val(wanted.search())).gt(0));
        }
        return condition;
    }

    @Override
    public List<CustomCost> all() {
        return database.read(sql -> sql.select(COLUMNS).from(COST).fetch(SqlCustomCostStore::cost));
    }

    private static Optional<CustomCost> find(DSLContext sql, AccountId account, CustomCostId id) {
        return sql.select(COLUMNS).from(COST).where(at(account, id)).fetchOptional(SqlCustomCostStore::cost);
    }

    private static Condition at(AccountId account, CustomCostId id) {
        return ACCOUNT.eq(account.value()).and(ID.eq(id.toString()));
    }

    private static CustomCost cost(Record row) {
        return new CustomCostRow(
                        row.get(ACCOUNT),
                        row.get(ID),
                        new CustomCostRow.Sought(
                                row.get(PROVIDER), row.get(MODEL), row.get(MODEL_RULE), row.get(COST_TYPE)),
                        row.get(ENABLE) == 1,
                        row.get(CREATED_AT),
                        row.get(MODIFIED_AT),
                        row.get(AMOUNTS))
                .cost();
    }
}
