package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The names of the log tables and their columns; what they mean stands in the migrations. */
final class LogTables {
    static final Table<Record> GATEWAYS = table(name("log_gateway"));
    static final Field<String> ACCOUNT = column("log_gateway", "account", SQLDataType.VARCHAR);
    static final Field<String> GATEWAY_ID = column("log_gateway", "gateway", SQLDataType.VARCHAR);
    static final Field<Long> GATEWAY_NUMBER = column("log_gateway", "number", SQLDataType.BIGINT);
    static final Field<Long> ENTRIES = column("log_gateway", "entries", SQLDataType.BIGINT);

    static final Table<Record> SEQUENCE = table(name("log_sequence"));
    static final Field<Long> LATEST = column("log_sequence", "latest", SQLDataType.BIGINT);

    static final Table<Record> LOG = table(name("log"));
    static final Field<Long> NUMBER = column("log", "number", SQLDataType.BIGINT);
    static final Field<Long> GATEWAY = column("log", "gateway", SQLDataType.BIGINT);
    static final Field<byte[]> ID = column("log", "id", SQLDataType.BLOB);
    static final Field<Long> CREATED_AT = column("log", "created_at", SQLDataType.BIGINT);
    static final Field<Long> FACET = column("log", "facet", SQLDataType.BIGINT);
    static final Field<String> PATH = column("log", "path", SQLDataType.VARCHAR);
    static final Field<Long> DURATION = column("log", "duration", SQLDataType.BIGINT);
    static final Field<Long> TOKENS_IN = column("log", "tokens_in", SQLDataType.BIGINT);
    static final Field<Long> TOKENS_OUT = column("log", "tokens_out", SQLDataType.BIGINT);
    static final Field<Long> TOKENS_CACHE_READ = column("log", "tokens_cache_read", SQLDataType.BIGINT);
    static final Field<Long> TOKENS_CACHE_WRITE = column("log", "tokens_cache_write", SQLDataType.BIGINT);
    static final Field<Boolean> TOKENS_CACHE_WITHIN = column("log", "tokens_cache_within", SQLDataType.BOOLEAN);
    static final Field<Double> COST = column("log", "cost", SQLDataType.DOUBLE);
    static final Field<String> COST_EXACT = column("log", "cost_exact", SQLDataType.VARCHAR);
    static final Field<Boolean> CUSTOM_COST = column("log", "custom_cost", SQLDataType.BOOLEAN);
    static final Field<String> EVENT_ID = column("log", "event_id", SQLDataType.VARCHAR);
    static final Field<String> REQUEST_CONTENT_TYPE = column("log", "request_content_type", SQLDataType.VARCHAR);
    static final Field<Long> REQUEST_SIZE = column("log", "request_size", SQLDataType.BIGINT);
    static final Field<Long> RESPONSE_SIZE = column("log", "response_size", SQLDataType.BIGINT);
    static final Field<Integer> METADATA_ENTRIES = column("log", "metadata_entries", SQLDataType.INTEGER);
    static final Field<Double> FEEDBACK = column("log", "feedback", SQLDataType.DOUBLE);
    static final Field<Double> SCORE = column("log", "score", SQLDataType.DOUBLE);
    static final Field<String> CAUSE = column("log", "cause", SQLDataType.VARCHAR);

    /** Every column of a narrow row, in the order in which they are written. */
    static final List<Field<?>> COLUMNS = List.of(
            NUMBER,
            GATEWAY,
            ID,
            CREATED_AT,
            FACET,
            PATH,
            DURATION,
            TOKENS_IN,
            TOKENS_OUT,
            TOKENS_CACHE_READ,
            TOKENS_CACHE_WRITE,
            TOKENS_CACHE_WITHIN,
            COST,
            COST_EXACT,
            CUSTOM_COST,
            EVENT_ID,
            REQUEST_CONTENT_TYPE,
            REQUEST_SIZE,
            RESPONSE_SIZE,
            METADATA_ENTRIES,
            FEEDBACK,
            SCORE,
            CAUSE);

    static final Table<Record> METADATA = table(name("log_metadata"));
    static final Field<Long> METADATA_LOG = column("log_metadata", "log", SQLDataType.BIGINT);
    static final Field<Integer> METADATA_POSITION = column("log_metadata", "position", SQLDataType.INTEGER);
    static final Field<String> METADATA_KEY = column("log_metadata", "key", SQLDataType.VARCHAR);
    static final Field<String> METADATA_VALUE = column("log_metadata", "value", SQLDataType.VARCHAR);
    static final Field<String> METADATA_KIND = column("log_metadata", "kind", SQLDataType.VARCHAR);

    static final Table<Record> TRAILS = table(name("log_trail"));
    static final Field<Long> TRAIL_LOG = column("log_trail", "log", SQLDataType.BIGINT);
    static final Field<String> TRAIL = column("log_trail", "trail", SQLDataType.VARCHAR);

    static final Table<Record> PAYLOAD = table(name("payload"));
    static final Field<Long> PAYLOAD_LOG = column("payload", "log", SQLDataType.BIGINT);
    static final Field<byte[]> REQUEST = column("payload", "request", SQLDataType.BLOB);
    static final Field<Boolean> REQUEST_COMPLETE = column("payload", "request_complete", SQLDataType.BOOLEAN);
    static final Field<byte[]> RESPONSE = column("payload", "response", SQLDataType.BLOB);
    static final Field<Boolean> RESPONSE_COMPLETE = column("payload", "response_complete", SQLDataType.BOOLEAN);

    static final List<Field<?>> PAYLOAD_COLUMNS =
            List.of(PAYLOAD_LOG, REQUEST, REQUEST_COMPLETE, RESPONSE, RESPONSE_COMPLETE);

    private LogTables() {}

    static <T> Field<T> column(String table, String column, DataType<T> type) {
        return field(name(table, column), type);
    }
}
