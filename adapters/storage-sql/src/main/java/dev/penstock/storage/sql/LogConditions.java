package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.FacetTable.AUTHENTICATED;
import static dev.penstock.storage.sql.FacetTable.CACHED;
import static dev.penstock.storage.sql.FacetTable.FACETS;
import static dev.penstock.storage.sql.FacetTable.FACET_NUMBER;
import static dev.penstock.storage.sql.FacetTable.MODEL;
import static dev.penstock.storage.sql.FacetTable.MODEL_TYPE;
import static dev.penstock.storage.sql.FacetTable.PROVIDER;
import static dev.penstock.storage.sql.FacetTable.REQUEST_TYPE;
import static dev.penstock.storage.sql.FacetTable.RESPONSE_CONTENT_TYPE;
import static dev.penstock.storage.sql.FacetTable.SUCCESS;
import static dev.penstock.storage.sql.FacetTable.USER_AGENT;
import static dev.penstock.storage.sql.LogTables.COST;
import static dev.penstock.storage.sql.LogTables.CREATED_AT;
import static dev.penstock.storage.sql.LogTables.DURATION;
import static dev.penstock.storage.sql.LogTables.EVENT_ID;
import static dev.penstock.storage.sql.LogTables.FACET;
import static dev.penstock.storage.sql.LogTables.FEEDBACK;
import static dev.penstock.storage.sql.LogTables.ID;
import static dev.penstock.storage.sql.LogTables.METADATA;
import static dev.penstock.storage.sql.LogTables.METADATA_KEY;
import static dev.penstock.storage.sql.LogTables.METADATA_LOG;
import static dev.penstock.storage.sql.LogTables.METADATA_VALUE;
import static dev.penstock.storage.sql.LogTables.NUMBER;
import static dev.penstock.storage.sql.LogTables.REQUEST_CONTENT_TYPE;
import static dev.penstock.storage.sql.LogTables.TOKENS_IN;
import static dev.penstock.storage.sql.LogTables.TOKENS_OUT;

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
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Says in SQL what {@link LogQuery#selects} says in Java, null for null. Equality is written as "is not distinct from", which
 * is never unknown: so it can be negated, and null is a value like any other.
 */
final class LogConditions {
    private LogConditions() {}

    /** What a query wants of its facets, to be asked of them. */
    static Condition facets(List<LogFilter> filters) {
        Condition all = DSL.noCondition();
        for (LogFilter filter : filters) {
            all = isOfFacet(filter.field()) ? all.and(plain(filter)) : all;
        }
        return all;
    }

    static boolean isOfFacet(LogField field) {
        return switch (field) {
            case SUCCESS,
                    CACHED,
                    PROVIDER,
                    MODEL,
                    MODEL_TYPE,
                    REQUEST_TYPE,
                    RESPONSE_CONTENT_TYPE,
                    AUTHENTICATION,
                    COMPATIBILITY_MODE,
                    USER_AGENT,
                    WHOLESALE,
                    DLP_ACTION -> true;
            case ID,
                    CREATED_AT,
                    REQUEST_CONTENT_TYPE,
                    COST,
                    TOKENS,
                    TOKENS_IN,
                    TOKENS_OUT,
                    DURATION,
                    FEEDBACK,
                    EVENT_ID,
                    METADATA_KEY,
                    METADATA_VALUE -> false;
        };
    }

    static Condition mentions(String text) {
        return entryWith(contains(METADATA_KEY, text).or(contains(METADATA_VALUE, text)));
    }

    /** A filter, to be asked of an entry. */
    static Condition of(LogFilter filter) {
        return isOfFacet(filter.field()) ? inFacets(plain(filter)) : plain(filter);
    }

    static Condition inFacets(Condition wanted) {
        return FACET.in(DSL.select(FACET_NUMBER).from(FACETS).where(wanted));
    }

    private static Condition plain(LogFilter filter) {
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
        boolean exact = operator == Operator.EQ || operator == Operator.NEQ;
        if (field == LogField.ID && exact && wanted instanceof String text) {
            return isId(text);
        }
        if (field == LogField.EVENT_ID && exact && wanted instanceof String text) {
            return isEvent(text);
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

    /** An entry without an event has its own id as one. */
    private static Condition isEvent(String text) {
        return EVENT_ID.isNotNull().and(EVENT_ID.eq(text)).or(EVENT_ID.isNull().and(isId(text)));
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
            case EVENT_ID -> DSL.coalesce(EVENT_ID, idText());
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
}
