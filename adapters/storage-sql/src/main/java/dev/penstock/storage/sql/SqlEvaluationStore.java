package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.BelongingColumns.ACCOUNT;
import static dev.penstock.storage.sql.BelongingColumns.CREATED_AT;
import static dev.penstock.storage.sql.BelongingColumns.GATEWAY;
import static dev.penstock.storage.sql.BelongingColumns.ID;
import static dev.penstock.storage.sql.BelongingColumns.MODIFIED_AT;
import static dev.penstock.storage.sql.BelongingColumns.NAME;
import static dev.penstock.storage.sql.BelongingColumns.mentions;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import dev.penstock.application.port.EvaluationStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationId;
import dev.penstock.domain.evaluation.EvaluationKey;
import dev.penstock.domain.evaluation.EvaluationQuery;
import dev.penstock.domain.evaluation.EvaluationType;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.page.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Evaluations in a database: a row each, with the datasets as they were, and how far it has come, as documents. */
final class SqlEvaluationStore implements EvaluationStore {
    private static final Table<Record> EVALUATION = table(name("evaluation"));
    private static final Field<Boolean> PROCESSED = field(name("processed"), SQLDataType.BOOLEAN.notNull());
    private static final Field<String> COURSE = field(name("course"), SQLDataType.CLOB.notNull());
    private static final Field<String> TYPES = field(name("types"), SQLDataType.CLOB.notNull());
    private static final Field<String> DATASETS = field(name("datasets"), SQLDataType.CLOB.notNull());
    private static final List<Field<?>> COLUMNS =
            List.of(ACCOUNT, GATEWAY, ID, NAME, CREATED_AT, MODIFIED_AT, PROCESSED, COURSE, TYPES, DATASETS);

    // Written out, because the index of what is unfinished knows no other words for it.
    private static final Condition UNFINISHED = PROCESSED.eq(inline(false));

    private final Database database;

    SqlEvaluationStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(Evaluation evaluation) {
        GatewayAddress gateway = evaluation.key().gateway();
        int inserted = database.write(sql -> sql.insertInto(EVALUATION)
                .columns(COLUMNS)
                .values(
                        gateway.account().value(),
                        gateway.gateway().value(),
                        evaluation.id().toString(),
                        evaluation.name(),
                        evaluation.createdAt().toEpochMilli(),
                        evaluation.modifiedAt().toEpochMilli(),
                        evaluation.processed(),
                        course(evaluation),
                        JsonDocument.write(evaluation.types(), "types of an evaluation"),
                        JsonDocument.write(
                                evaluation.datasets().stream()
                                        .map(DatasetRow::of)
                                        .toList(),
                                "datasets of an evaluation"))
                .onConflictDoNothing()
                .execute());
        return inserted == 1;
    }

    @Override
    public boolean advance(Evaluation evaluation) {
        int advanced = database.write(sql -> sql.update(EVALUATION)
                .set(MODIFIED_AT, evaluation.modifiedAt().toEpochMilli())
                .set(PROCESSED, evaluation.processed())
                .set(COURSE, course(evaluation))
                .where(at(evaluation.key()), UNFINISHED)
                .execute());
        return advanced == 1;
    }

    private static String course(Evaluation evaluation) {
        return JsonDocument.write(CourseRow.of(evaluation.course()), "course of an evaluation");
    }

    @Override
    public Optional<Evaluation> find(EvaluationKey key) {
        return database.read(sql -> find(sql, key));
    }

    @Override
    public Optional<Evaluation> remove(EvaluationKey key) {
        return database.write(sql -> {
            Optional<Evaluation> removed = find(sql, key);
            sql.deleteFrom(EVALUATION).where(at(key)).execute();
            return removed;
        });
    }

    @Override
    public Page<Evaluation> list(EvaluationQuery query) {
        Condition wanted = BelongingColumns.of(query.gateway())
                .and(mentions(NAME, query.name()))
                .and(query.processed() == null ? noCondition() : PROCESSED.eq(query.processed()))
                .and(mentions(ID, query.search()).or(mentions(NAME, query.search())));
        return database.read(sql -> new Listing(EVALUATION, COLUMNS, wanted, List.of(CREATED_AT, ID))
                .page(sql, query.page(), SqlEvaluationStore::evaluation));
    }

    @Override
    public Optional<Evaluation> nextUnfinished() {
        return database.read(sql -> sql.select(COLUMNS)
                .from(EVALUATION)
                .where(UNFINISHED)
                .orderBy(CREATED_AT, ID)
                .limit(1)
                .fetchOptional(SqlEvaluationStore::evaluation));
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        database.write(sql ->
                sql.deleteFrom(EVALUATION).where(BelongingColumns.of(gateway)).execute());
    }

    private static Optional<Evaluation> find(DSLContext sql, EvaluationKey key) {
        return sql.select(COLUMNS).from(EVALUATION).where(at(key)).fetchOptional(SqlEvaluationStore::evaluation);
    }

    private static Condition at(EvaluationKey key) {
        return BelongingColumns.at(key.gateway(), key.id().toString());
    }

    private static Evaluation evaluation(Record row) {
        String what = "the row of evaluation " + row.get(ID);
        EvaluationKey key = new EvaluationKey(
                new GatewayAddress(new AccountId(row.get(ACCOUNT)), new GatewayId(row.get(GATEWAY))),
                new EvaluationId(UUID.fromString(row.get(ID))));
        List<Dataset> datasets = Arrays.stream(JsonDocument.read(row.get(DATASETS), DatasetRow[].class, what))
                .map(DatasetRow::dataset)
                .toList();
        return new Evaluation(
                key,
                row.get(NAME),
                datasets,
                List.of(JsonDocument.read(row.get(TYPES), EvaluationType[].class, what)),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                Instant.ofEpochMilli(row.get(MODIFIED_AT)),
                JsonDocument.read(row.get(COURSE), CourseRow.class, what).course());
    }
}
