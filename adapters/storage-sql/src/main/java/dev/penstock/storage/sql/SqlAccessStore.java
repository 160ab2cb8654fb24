package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.penstock.application.port.AccessStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.TokenHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The home account and the tokens in a database. */
final class SqlAccessStore implements AccessStore {
    private static final Table<Record> HOME = table(name("home_account"));
    private static final Field<String> ACCOUNT = field(name("account"), SQLDataType.VARCHAR.notNull());
    private static final Table<Record> TOKEN = table(name("api_token"));
    private static final Field<Long> POSITION = field(name("position"), SQLDataType.BIGINT.notNull());
    private static final Field<String> HASH = field(name("hash"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> NAME = field(name("name"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());
    private static final long ONLY = 1;

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
        return database.read(sql -> sql.select(HASH, NAME, CREATED_AT)
                .from(TOKEN)
                .orderBy(CREATED_AT, POSITION)
                .fetch(row -> new ApiToken(
                        new TokenHash(row.get(HASH)), row.get(NAME), Instant.ofEpochMilli(row.get(CREATED_AT)))));
    }

    @Override
    public void keep(ApiToken token) {
        long createdAt = token.createdAt().toEpochMilli();
        database.write(sql -> sql.insertInto(TOKEN, HASH, NAME, CREATED_AT)
                .values(token.hash().hex(), token.name(), createdAt)
                .onConflict(HASH)
                .doUpdate()
                .set(NAME, token.name())
                .set(CREATED_AT, createdAt)
                .execute());
    }
}
