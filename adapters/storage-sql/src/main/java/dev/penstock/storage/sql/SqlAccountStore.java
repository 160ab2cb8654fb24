package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import dev.penstock.application.port.AccountStore;
import dev.penstock.domain.account.Account;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Accounts in a database. */
final class SqlAccountStore implements AccountStore {
    private static final Table<Record> ACCOUNT = table(name("account"));
    private static final Field<String> ID = field(name("id"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());
    private static final List<Field<?>> COLUMNS = List.of(ID, CREATED_AT);

    private final Database database;

    SqlAccountStore(Database database) {
        this.database = database;
    }

    @Override
    public void insert(Account account) {
        database.write(sql -> sql.insertInto(ACCOUNT)
                .columns(COLUMNS)
                .values(account.id().value(), account.createdAt().toEpochMilli())
                .onConflictDoNothing()
                .execute());
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return database.read(sql ->
                sql.select(COLUMNS).from(ACCOUNT).where(ID.eq(id.value())).fetchOptional(SqlAccountStore::account));
    }

    @Override
    public Page<Account> list(@Nullable AccountId only, PageRequest page) {
        Listing wanted = new Listing(
                ACCOUNT, COLUMNS, only == null ? noCondition() : ID.eq(only.value()), List.of(CREATED_AT, ID));
        return database.read(sql -> wanted.page(sql, page, SqlAccountStore::account));
    }

    private static Account account(Record row) {
        return new Account(new AccountId(row.get(ID)), Instant.ofEpochMilli(row.get(CREATED_AT)));
    }
}
