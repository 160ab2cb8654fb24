package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.penstock.application.port.CustomProviderStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.customprovider.CustomProviderId;
import dev.penstock.domain.customprovider.CustomProviderQuery;
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

/** Custom providers in a database: a row each. */
final class SqlCustomProviderStore implements CustomProviderStore {
    private static final Table<Record> PROVIDER = table(name("custom_provider"));
    private static final Field<String> ACCOUNT = field(name("account"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> ID = field(name("id"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> SLUG = field(name("slug"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> NAME = field(name("name"), SQLDataType.VARCHAR.notNull());
    private static final Field<Integer> ENABLE = field(name("enable"), SQLDataType.INTEGER.notNull());
    private static final Field<Integer> BETA = field(name("beta"), SQLDataType.INTEGER.notNull());
    private static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());
    private static final Field<Long> MODIFIED_AT = field(name("modified_at"), SQLDataType.BIGINT.notNull());
    private static final Field<String> DOCUMENT = field(name("document"), SQLDataType.CLOB.notNull());
    private static final Field<String> HEADERS = field(name("headers"), SQLDataType.CLOB);

    private static final List<Field<?>> COLUMNS =
            List.of(ACCOUNT, ID, SLUG, NAME, ENABLE, BETA, CREATED_AT, MODIFIED_AT, DOCUMENT, HEADERS);

    private final Database database;
    private final Sealer sealer;

    SqlCustomProviderStore(Database database, Sealer sealer) {
        this.database = database;
        this.sealer = sealer;
    }

    @Override
    public boolean insert(CustomProvider provider) {
        CustomProviderRow row = CustomProviderRow.of(provider, sealer);
        int inserted = database.write(sql -> sql.insertInto(PROVIDER)
                .columns(COLUMNS)
                .values(
                        row.account(),
                        row.id(),
                        row.sought().slug(),
                        row.sought().name(),
                        number(row.sought().enable()),
                        number(row.sought().beta()),
                        row.createdAt(),
                        row.modifiedAt(),
                        row.document(),
                        row.headers())
                .onConflictDoNothing()
                .execute());
        return inserted == 1;
    }

    @Override
    public Replacement replace(CustomProvider current, CustomProvider next) {
        CustomProviderRow row = CustomProviderRow.of(next, sealer);
        return database.write(sql -> {
            if (!find(sql, current.account(), current.id()).equals(Optional.of(current))) {
                return Replacement.STALE;
            }
            Condition sameSlug =
                    ACCOUNT.eq(row.account()).and(SLUG.eq(row.sought().slug())).and(ID.ne(row.id()));
            if (sql.fetchExists(PROVIDER, sameSlug)) {
                return Replacement.SLUG_TAKEN;
            }
            sql.update(PROVIDER)
                    .set(SLUG, row.sought().slug())
                    .set(NAME, row.sought().name())
                    .set(ENABLE, number(row.sought().enable()))
                    .set(BETA, number(row.sought().beta()))
                    .set(MODIFIED_AT, row.modifiedAt())
                    .set(DOCUMENT, row.document())
                    .set(HEADERS, row.headers())
                    .where(at(current.account(), current.id()))
                    .execute();
            return Replacement.DONE;
        });
    }

    @Override
    public Optional<CustomProvider> find(AccountId account, CustomProviderId id) {
        return database.read(sql -> find(sql, account, id));
    }

    @Override
    public Optional<CustomProvider> remove(AccountId account, CustomProviderId id) {
        return database.write(sql -> {
            Optional<CustomProvider> removed = find(sql, account, id);
            sql.deleteFrom(PROVIDER).where(at(account, id)).execute();
            return removed;
        });
    }

    @Override
    public Page<CustomProvider> list(AccountId account, CustomProviderQuery wanted, PageRequest page) {
        Condition condition = ACCOUNT.eq(account.value());
        if (wanted.enable() != null) {
            condition = condition.and(ENABLE.eq(number(wanted.enable())));
        }
        if (wanted.beta() != null) {
            condition = condition.and(BETA.eq(number(wanted.beta())));
        }
        if (wanted.search() != null && !wanted.search().isEmpty()) {
            Field<String> text = val(wanted.search());
            condition = condition.and(position(ID, text)
                    .gt(0)
                    .or(position(NAME, text).gt(0))
                    .or(position(SLUG, text).gt(0)));
        }
        Listing listing = new Listing(PROVIDER, COLUMNS, condition, List.of(NAME, ID));
        return database.read(sql -> listing.page(sql, page, this::provider));
    }

    @Override
    public List<CustomProvider> all() {
        return database.read(sql -> sql.select(COLUMNS).from(PROVIDER).fetch(this::provider));
    }

    private Optional<CustomProvider> find(DSLContext sql, AccountId account, CustomProviderId id) {
        return sql.select(COLUMNS).from(PROVIDER).where(at(account, id)).fetchOptional(this::provider);
    }

    private static Condition at(AccountId account, CustomProviderId id) {
        return ACCOUNT.eq(account.value()).and(ID.eq(id.toString()));
    }

    private static int number(boolean flag) {
        return flag ? 1 : 0;
    }

    private CustomProvider provider(Record row) {
        return new CustomProviderRow(
                        row.get(ACCOUNT),
                        row.get(ID),
                        new CustomProviderRow.Sought(
                                row.get(SLUG), row.get(NAME), row.get(ENABLE) == 1, row.get(BETA) == 1),
                        row.get(CREATED_AT),
                        row.get(MODIFIED_AT),
                        row.get(DOCUMENT),
                        row.get(HEADERS))
                .provider(sealer);
    }
}
