package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.BelongingColumns.ACCOUNT;
import static dev.penstock.storage.sql.BelongingColumns.CREATED_AT;
import static dev.penstock.storage.sql.BelongingColumns.GATEWAY;
import static dev.penstock.storage.sql.BelongingColumns.ID;
import static dev.penstock.storage.sql.BelongingColumns.MODIFIED_AT;
import static dev.penstock.storage.sql.BelongingColumns.NAME;
import static dev.penstock.storage.sql.BelongingColumns.mentions;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import dev.penstock.application.port.DatasetStore;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.dataset.DatasetQuery;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Datasets in a database: a row each, with the filters as JSON text. */
final class SqlDatasetStore implements DatasetStore {
    private static final Table<Record> DATASET = table(name("dataset"));
    private static final Field<Boolean> ENABLED = field(name("enabled"), SQLDataType.BOOLEAN.notNull());
    private static final Field<String> FILTERS = field(name("filters"), SQLDataType.CLOB.notNull());
    private static final List<Field<?>> COLUMNS =
            List.of(ACCOUNT, GATEWAY, ID, NAME, ENABLED, FILTERS, CREATED_AT, MODIFIED_AT);

    private final Database database;

    SqlDatasetStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(Dataset dataset) {
        DatasetRow row = DatasetRow.of(dataset);
        int inserted = database.write(sql -> sql.insertInto(DATASET)
                .columns(COLUMNS)
                .values(
                        row.account(),
                        row.gateway(),
                        row.id(),
                        row.name(),
                        row.enabled(),
                        row.filters(),
                        row.createdAt(),
                        row.modifiedAt())
                .onConflictDoNothing()
                .execute());
        return inserted == 1;
    }

    @Override
    public Replacement replace(Dataset current, Dataset next) {
        DatasetRow row = DatasetRow.of(next);
        GatewayAddress gateway = next.key().gateway();
        return database.write(sql -> {
            if (BelongingColumns.isNameTaken(sql, DATASET, gateway, row.id(), row.name())) {
                return Replacement.NAME_TAKEN;
            }
            if (!find(sql, current.key()).equals(Optional.of(current))) {
                return Replacement.CHANGED_MEANWHILE;
            }
            sql.update(DATASET)
                    .set(NAME, row.name())
                    .set(ENABLED, row.enabled())
                    .set(FILTERS, row.filters())
                    .set(MODIFIED_AT, row.modifiedAt())
                    .where(at(next.key()))
                    .execute();
            return Replacement.DONE;
        });
    }

    @Override
    public Optional<Dataset> find(DatasetKey key) {
        return database.read(sql -> find(sql, key));
    }

    @Override
    public Optional<Dataset> remove(DatasetKey key) {
        return database.write(sql -> {
            Optional<Dataset> removed = find(sql, key);
            sql.deleteFrom(DATASET).where(at(key)).execute();
            return removed;
        });
    }

    @Override
    public Page<Dataset> list(DatasetQuery query) {
        Condition wanted = BelongingColumns.of(query.gateway())
                .and(mentions(NAME, query.name()))
                .and(query.enabled() == null ? noCondition() : ENABLED.eq(query.enabled()))
                .and(anyMentions(query.search()));
        return database.read(sql -> new Listing(DATASET, COLUMNS, wanted, List.of(CREATED_AT, ID))
                .page(sql, query.page(), SqlDatasetStore::dataset));
    }

    private static Condition anyMentions(@Nullable String text) {
        return mentions(ID, text).or(mentions(NAME, text)).or(mentions(FILTERS, text));
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        database.write(sql ->
                sql.deleteFrom(DATASET).where(BelongingColumns.of(gateway)).execute());
    }

    private static Optional<Dataset> find(DSLContext sql, DatasetKey key) {
        return sql.select(COLUMNS).from(DATASET).where(at(key)).fetchOptional(SqlDatasetStore::dataset);
    }

    private static Condition at(DatasetKey key) {
        return BelongingColumns.at(key.gateway(), key.id().toString());
    }

    private static Dataset dataset(Record row) {
        return new DatasetRow(
                        row.get(ACCOUNT),
                        row.get(GATEWAY),
                        row.get(ID),
                        row.get(NAME),
                        row.get(ENABLED),
                        row.get(FILTERS),
                        row.get(CREATED_AT),
                        row.get(MODIFIED_AT))
                .dataset();
    }
}
