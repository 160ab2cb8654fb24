package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.penstock.application.port.AccessStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The home account and the tokens in a database. */
final class SqlAccessStore implements AccessStore {
    private static final Table<Record> HOME = table(name("home_account"));
    private static final Field<Long> POSITION = field(name("position"), SQLDataType.BIGINT.notNull());
    private static final long ONLY = 1;

    private static final Table<Record> TOKEN = table(name("token"));
    private static final Field<String> ID = field(name("id"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> HASH = field(name("hash"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> NAME = field(name("name"), SQLDataType.VARCHAR.notNull());
    /** Of both tables. */
    private static final Field<String> ACCOUNT = field(name("account"), SQLDataType.VARCHAR);

    private static final Field<String> PERMISSIONS = field(name("permissions"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> NOT_BEFORE = field(name("not_before"), SQLDataType.BIGINT);
    private static final Field<Long> EXPIRES_ON = field(name("expires_on"), SQLDataType.BIGINT);
    private static final Field<Boolean> DISABLED = field(name("disabled"), SQLDataType.BOOLEAN.notNull());
    private static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());
    private static final Field<Long> MODIFIED_AT = field(name("modified_at"), SQLDataType.BIGINT.notNull());
    private static final List<Field<?>> COLUMNS =
            List.of(ID, HASH, NAME, ACCOUNT, PERMISSIONS, NOT_BEFORE, EXPIRES_ON, DISABLED, CREATED_AT, MODIFIED_AT);
    private static final List<Field<?>> ORDER = List.of(CREATED_AT, ID);

    private final Database database;

    SqlAccessStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<AccountId> homeAccount() {
        return database.read(
                sql -> sql.select(ACCOUNT).from(HOME).fetchOptional(ACCOUNT).map(AccountId::new));
    }

    @Override
    public void keepHomeAccount(AccountId account) {
        database.write(sql -> sql.insertInto(HOME, POSITION, ACCOUNT)
                .values(ONLY, account.value())
                .onConflict(POSITION)
                .doUpdate()
                .set(ACCOUNT, account.value())
                .execute());
    }

    @Override
    public List<ApiToken> tokens() {
        return database.read(
                sql -> sql.select(COLUMNS).from(TOKEN).orderBy(ORDER).fetch(SqlAccessStore::token));
    }

    @Override
    public void keep(ApiToken token) {
        database.write(sql -> {
            sql.deleteFrom(TOKEN).where(HASH.eq(token.hash().hex())).execute();
            return insert(sql, token);
        });
    }

    @Override
    public boolean replace(ApiToken current, ApiToken next) {
        return database.write(sql -> {
            if (!find(sql, current.id()).equals(Optional.of(current))) {
                return false;
            }
            sql.deleteFrom(TOKEN).where(ID.eq(current.id().value())).execute();
            return insert(sql, next);
        });
    }

    private static boolean insert(DSLContext sql, ApiToken token) {
        TokenRow row = TokenRow.of(token);
        int inserted = sql.insertInto(TOKEN)
                .columns(COLUMNS)
                .values(
                        row.id(),
                        row.hash(),
                        row.name(),
                        row.account(),
                        row.permissions(),
                        row.notBefore(),
                        row.expiresOn(),
                        row.disabled(),
                        row.createdAt(),
                        row.modifiedAt())
                .execute();
        return inserted == 1;
    }

    @Override
    public Optional<ApiToken> find(TokenId id) {
        return database.read(sql -> find(sql, id));
    }

    @Override
    public Optional<ApiToken> remove(TokenId id) {
        return database.write(sql -> {
            Optional<ApiToken> removed = find(sql, id);
            sql.deleteFrom(TOKEN).where(ID.eq(id.value())).execute();
            return removed;
        });
    }

    @Override
    public Page<ApiToken> list(@Nullable AccountId account, PageRequest page) {
        Listing wanted =
                new Listing(TOKEN, COLUMNS, account == null ? ACCOUNT.isNull() : ACCOUNT.eq(account.value()), ORDER);
        return database.read(sql -> wanted.page(sql, page, SqlAccessStore::token));
    }

    private static Optional<ApiToken> find(DSLContext sql, TokenId id) {
        return sql.select(COLUMNS).from(TOKEN).where(ID.eq(id.value())).fetchOptional(SqlAccessStore::token);
    }

    private static ApiToken token(Record row) {
        return new TokenRow(
                        row.get(ID),
                        row.get(HASH),
                        row.get(NAME),
                        row.get(ACCOUNT),
                        row.get(PERMISSIONS),
                        row.get(NOT_BEFORE),
                        row.get(EXPIRES_ON),
                        row.get(DISABLED),
                        row.get(CREATED_AT),
                        row.get(MODIFIED_AT))
                .token();
    }
}
