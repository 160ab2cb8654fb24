package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.BelongingColumns.ACCOUNT;
import static dev.penstock.storage.sql.BelongingColumns.GATEWAY;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.penstock.application.port.SpendStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.limit.Rolling;
import dev.penstock.domain.spend.BucketKey;
import dev.penstock.domain.spend.SettledSpend;
import dev.penstock.domain.spend.SpendKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** What has been spent, in a database: a row for each budget. */
final class SqlSpendStore implements SpendStore {
    private static final Table<Record> SPEND = table(name("spend"));
    private static final Field<String> RULE = field(name("rule"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> WINDOW_LENGTH = field(name("window_length"), SQLDataType.BIGINT.notNull());
    private static final Field<String> PART = field(name("part"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> WINDOW_NUMBER = field(name("window_number"), SQLDataType.BIGINT.notNull());
    private static final Field<String> PREVIOUS = field(name("previous"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> CURRENT = field(name("current"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> OVER_AT = field(name("over_at"), SQLDataType.BIGINT.notNull());

    private static final List<Field<?>> KEY = List.of(ACCOUNT, GATEWAY, RULE, WINDOW_LENGTH, PART);
    private static final List<Field<?>> COLUMNS =
            List.of(ACCOUNT, GATEWAY, RULE, WINDOW_LENGTH, PART, WINDOW_NUMBER, PREVIOUS, CURRENT, OVER_AT);

    private final Database database;

    SqlSpendStore(Database database) {
        this.database = database;
    }

    @Override
    public List<SettledSpend> load() {
        return database.read(sql -> sql.select(COLUMNS).from(SPEND).fetch(SqlSpendStore::spend));
    }

    @Override
    public void save(List<SettledSpend> batch) {
        database.write(sql -> {
            BatchBindStep rows = sql.batch(replacing(sql));
            for (SettledSpend spend : batch) {
                rows = rows.bind(values(spend));
            }
            return rows.execute();
        });
    }

    private static Query replacing(DSLContext sql) {
        return sql.insertInto(SPEND)
                .columns(COLUMNS)
                .values(Collections.nCopies(COLUMNS.size(), null))
                .onConflict(KEY)
                .doUpdate()
                .set(WINDOW_NUMBER, excluded(WINDOW_NUMBER))
                .set(PREVIOUS, excluded(PREVIOUS))
                .set(CURRENT, excluded(CURRENT))
                .set(OVER_AT, excluded(OVER_AT));
    }

    private static Object[] values(SettledSpend spend) {
        BucketKey bucket = spend.key().bucket();
        return new Object[] {
            spend.key().gateway().account().value(),
            spend.key().gateway().gateway().value(),
            bucket.rule(),
            bucket.length().toMillis(),
            bucket.partition(),
            spend.usd().number(),
            spend.usd().previous().toPlainString(),
            spend.usd().current().toPlainString(),
            spend.over().toEpochMilli()
        };
    }

    @Override
    public void removeOver(Instant now) {
        database.write(sql ->
                sql.deleteFrom(SPEND).where(OVER_AT.le(now.toEpochMilli())).execute());
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        database.write(
                sql -> sql.deleteFrom(SPEND).where(BelongingColumns.of(gateway)).execute());
    }

    private static SettledSpend spend(Record row) {
        GatewayAddress gateway = new GatewayAddress(new AccountId(row.get(ACCOUNT)), new GatewayId(row.get(GATEWAY)));
        BucketKey bucket = new BucketKey(row.get(RULE), Duration.ofMillis(row.get(WINDOW_LENGTH)), row.get(PART));
        return new SettledSpend(
                new SpendKey(gateway, bucket),
                new Rolling<>(
                        row.get(WINDOW_NUMBER), new BigDecimal(row.get(PREVIOUS)), new BigDecimal(row.get(CURRENT))));
    }
}
