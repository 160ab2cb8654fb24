package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.AUTHENTICATED;
import static dev.penstock.storage.sql.LogTables.CACHED;
import static dev.penstock.storage.sql.LogTables.COST;
import static dev.penstock.storage.sql.LogTables.CREATED_AT;
import static dev.penstock.storage.sql.LogTables.DURATION;
import static dev.penstock.storage.sql.LogTables.EVENT_ID;
import static dev.penstock.storage.sql.LogTables.FEEDBACK;
import static dev.penstock.storage.sql.LogTables.GATEWAY;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.METADATA;
import static dev.penstock.storage.sql.LogTables.METADATA_KEY;
import static dev.penstock.storage.sql.LogTables.METADATA_LOG;
import static dev.penstock.storage.sql.LogTables.METADATA_VALUE;
import static dev.penstock.storage.sql.LogTables.MODEL;
import static dev.penstock.storage.sql.LogTables.MODEL_TYPE;
import static dev.penstock.storage.sql.LogTables.NUMBER;
import static dev.penstock.storage.sql.LogTables.PROVIDER;
import static dev.penstock.storage.sql.LogTables.REQUEST_CONTENT_TYPE;
import static dev.penstock.storage.sql.LogTables.REQUEST_TYPE;
import static dev.penstock.storage.sql.LogTables.RESPONSE_CONTENT_TYPE;
import static dev.penstock.storage.sql.LogTables.SUCCESS;
import static dev.penstock.storage.sql.LogTables.TOKENS_IN;
import static dev.penstock.storage.sql.LogTables.TOKENS_OUT;
import static dev.penstock.storage.sql.LogTables.USER_AGENT;

import dev.penstock.domain.log.LogField;
import dev.penstock.domain.log.LogFilter;
import dev.penstock.domain.log.LogFilter.Operator;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Says in SQL what {@link LogQuery#selects} says in Java, null for null. Equality is written as "is not distinct from", which
 * is never unknown: so it can be negated, and null is a value like any other.
 */
final class LogConditions {
    private LogConditions() {}

    static Condition of(LogQuery query, long gateway) {
        Condition all = GATEWAY.eq(gateway);
        for (LogFilter filter : query.filters()) {
            all = all.and(of(filter));
        }
        return query.search() == null ? all : all.and(mentions(query.search()));
    }

    private static Condition mentions(String text) {
        return entryWith(contains(METADATA_KEY, text).or(contains(METADATA_VALUE, text)));
    }

    static Condition of(LogFilter filter) {
        List<Condition> alternatives = new ArrayList<>();
        for (Object value : filter.values()) {
            alternatives.add(holds(filter.field(), filter.operator(), value));
        }
        Condition any = alternatives.isEmpty() ? DSL.falseCondition() : DSL.or(alternatives);
        return filter.operator() == Operator.NEQ ? any.not() : any;
    }

    private static Condition holds(LogField field, Operator operator, @Nullable Object wanted) {
        if (field == LogField.METADATA_KEY) {
            return metadataHolds(METADATA_KEY, operator, wanted);
        }
        if (field == LogField.METADATA_VALUE) {
            return metadataHolds(METADATA_VALUE, operator, wanted);
        }
        if (field == LogField.ID
                && wanted instanceof String text
                && (operator == Operator.EQ || operator == Operator.NEQ)) {
            return isId(text);
        }
        return holds(column(field), operator, wanted);
    }

    private static Condition metadataHolds(Field<String> part, Operator operator, @Nullable Object wanted) {
        if (wanted == null) {
            return comparesSize(operator)
                    ? DSL.falseCondition()
                    : entryWith(DSL.trueCondition()).not();
        }
        return entryWith(holds(part, operator, wanted));
    }

    private static Condition entryWith(Condition metadata) {
        return DSL.exists(DSL.selectOne().from(METADATA).where(METADATA_LOG.eq(NUMBER), metadata));
    }

    /** Compares bytes, which the index knows, and not the text that is made of them. */
    private static Condition isId(String text) {
        Optional<LogId> id =
                LogId.parse(text).filter(parsed -> parsed.toString().equals(text));
        return id.isEmpty() ? DSL.falseCondition() : ID.eq(Binder.bytes(id.get().value()));
    }

    private static <T> Condition holds(Field<T> column, Operator operator, @Nullable Object wanted) {
        if (wanted == null) {
            return comparesSize(operator) ? DSL.falseCondition() : column.isNull();
        }
        Field<T> value = DSL.val(wanted, column.getDataType());
        return switch (operator) {
            case EQ, NEQ -> column.isNotDistinctFrom(value);
            case CONTAINS -> wanted instanceof String text ? contains(column, text) : column.isNotDistinctFrom(value);
            case LT -> column.lt(value);
            case GT -> column.gt(value);
        };
    }

    private static boolean comparesSize(Operator operator) {
        return operator == Operator.LT || operator == Operator.GT;
    }

    /** Not LIKE, which ignores case and knows wildcards. */
    private static Condition contains(Field<?> column, String text) {
        return DSL.position(column.cast(SQLDataType.VARCHAR), DSL.val(text)).gt(0);
    }

    private static Field<?> column(LogField field) {
        return switch (field) {
            case ID -> idText();
            case CREATED_AT -> CREATED_AT;
            case REQUEST_CONTENT_TYPE -> REQUEST_CONTENT_TYPE;
            case RESPONSE_CONTENT_TYPE -> RESPONSE_CONTENT_TYPE;
            case REQUEST_TYPE -> REQUEST_TYPE;
            case SUCCESS -> SUCCESS;
            case CACHED -> CACHED;
            case PROVIDER -> PROVIDER;
            case MODEL -> MODEL;
            case MODEL_TYPE -> MODEL_TYPE;
            case COST -> COST;
            case TOKENS -> number(TOKENS_IN.plus(TOKENS_OUT));
            case TOKENS_IN -> number(TOKENS_IN);
            case TOKENS_OUT -> number(TOKENS_OUT);
            case DURATION -> number(DURATION);
            case FEEDBACK -> FEEDBACK;
            case EVENT_ID -> EVENT_ID;
            case AUTHENTICATION -> AUTHENTICATED;
            case WHOLESALE -> DSL.inline(false);
            case COMPATIBILITY_MODE -> DSL.field(REQUEST_TYPE.eq("compat"));
            case DLP_ACTION, METADATA_KEY, METADATA_VALUE -> DSL.inline((String) null, SQLDataType.VARCHAR);
            case USER_AGENT -> USER_AGENT;
        };
    }

    /** Compared with fractions too, so the values that it meets must not be rounded to its own type. */
    private static Field<Double> number(Field<Long> column) {
        return column.coerce(SQLDataType.DOUBLE);
    }

    private static Field<String> idText() {
        Field<String> hex = DSL.lower(DSL.function("hex", SQLDataType.VARCHAR, ID));
        Field<String> dash = DSL.inline("-");
        return DSL.concat(
                DSL.substring(hex, 1, 8),
                dash,
                DSL.substring(hex, 9, 4),
                dash,
                DSL.substring(hex, 13, 4),
                dash,
                DSL.substring(hex, 17, 4),
                dash,
                DSL.substring(hex, 21, 12));
    }

    static List<SortField<?>> order(LogQuery.Order order) {
        Field<?> column = switch (order.field()) {
            case CREATED_AT -> CREATED_AT;
            case PROVIDER -> PROVIDER;
            case MODEL -> MODEL;
            case MODEL_TYPE -> MODEL_TYPE;
            case SUCCESS -> SUCCESS;
            case CACHED -> CACHED;
        };
        // What SQLite does anyway, so that it still reads an index in its order; other databases have to be told.
        return order.descending()
                ? List.of(column.desc().nullsLast(), ID.desc())
                : List.of(column.asc().nullsFirst(), ID.asc());
    }
}
