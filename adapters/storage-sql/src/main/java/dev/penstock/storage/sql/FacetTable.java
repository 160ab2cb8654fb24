package dev.penstock.storage.sql;

import static dev.penstock.storage.sql.LogTables.column;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The names of the facets' columns; what they mean stands in the migrations. */
final class FacetTable {
    static final Table<Record> FACETS = table(name("log_facet"));
    static final Field<Long> FACET_NUMBER = column("log_facet", "number", SQLDataType.BIGINT);
    static final Field<Long> FACET_GATEWAY = column("log_facet", "gateway", SQLDataType.BIGINT);
    static final Field<String> PROVIDER = column("log_facet", "provider", SQLDataType.VARCHAR);
    static final Field<String> MODEL = column("log_facet", "model", SQLDataType.VARCHAR);
    static final Field<String> MODEL_TYPE = column("log_facet", "model_type", SQLDataType.VARCHAR);
    static final Field<String> REQUEST_TYPE = column("log_facet", "request_type", SQLDataType.VARCHAR);
    static final Field<Integer> STEP = column("log_facet", "step", SQLDataType.INTEGER);
    static final Field<Integer> STATUS = column("log_facet", "status", SQLDataType.INTEGER);
    static final Field<Boolean> SUCCESS = column("log_facet", "success", SQLDataType.BOOLEAN);
    static final Field<Boolean> CACHED = column("log_facet", "cached", SQLDataType.BOOLEAN);
    static final Field<String> ENDING = column("log_facet", "ending", SQLDataType.VARCHAR);
    static final Field<Boolean> AUTHENTICATED = column("log_facet", "authenticated", SQLDataType.BOOLEAN);
    static final Field<String> USER_AGENT = column("log_facet", "user_agent", SQLDataType.VARCHAR);
    static final Field<String> RESPONSE_CONTENT_TYPE =
            column("log_facet", "response_content_type", SQLDataType.VARCHAR);
    static final Field<Long> FACET_ENTRIES = column("log_facet", "entries", SQLDataType.BIGINT);

    static final Field<Long> FIRST_AT = column("log_facet", "first_at", SQLDataType.BIGINT);
    static final Field<Long> LAST_AT = column("log_facet", "last_at", SQLDataType.BIGINT);

    /** What two entries of one facet have in common, in the order of {@link FacetRow#values}. */
    static final List<Field<?>> SHARED = List.of(
            PROVIDER,
            MODEL,
            MODEL_TYPE,
            REQUEST_TYPE,
            STEP,
            STATUS,
            SUCCESS,
            CACHED,
            ENDING,
            AUTHENTICATED,
            USER_AGENT,
            RESPONSE_CONTENT_TYPE);

    private FacetTable() {}
}
