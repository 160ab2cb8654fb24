package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The names of the tables and columns that hold provider configs and their secrets. */
final class ProviderConfigTables {
    static final Table<Record> CONFIG = table(name("provider_config"));
    static final Field<String> ACCOUNT = field(name("provider_config", "account"), SQLDataType.VARCHAR.notNull());
    static final Field<String> GATEWAY = field(name("provider_config", "gateway"), SQLDataType.VARCHAR.notNull());
    static final Field<String> ID = field(name("provider_config", "id"), SQLDataType.VARCHAR.notNull());
    static final Field<String> PROVIDER = field(name("provider_config", "provider"), SQLDataType.VARCHAR.notNull());
    static final Field<String> SLUG = field(name("provider_config", "slug"), SQLDataType.VARCHAR.notNull());
    static final Field<String> ALIAS = field(name("provider_config", "alias"), SQLDataType.VARCHAR.notNull());
    static final Field<Boolean> IS_DEFAULT =
            field(name("provider_config", "is_default"), SQLDataType.BOOLEAN.notNull());
    static final Field<String> SECRET = field(name("provider_config", "secret"), SQLDataType.VARCHAR.notNull());
    static final Field<Long> RATE_LIMIT = field(name("provider_config", "rate_limit"), SQLDataType.BIGINT);
    static final Field<Long> RATE_LIMIT_PERIOD =
            field(name("provider_config", "rate_limit_period"), SQLDataType.BIGINT);
    static final Field<Long> CREATED_AT = field(name("provider_config", "created_at"), SQLDataType.BIGINT.notNull());
    static final Field<Long> MODIFIED_AT = field(name("provider_config", "modified_at"), SQLDataType.BIGINT.notNull());

    static final Table<Record> KEPT_SECRET = table(name("provider_secret"));
    static final Field<String> SECRET_ACCOUNT =
            field(name("provider_secret", "account"), SQLDataType.VARCHAR.notNull());
    static final Field<String> SECRET_ID = field(name("provider_secret", "id"), SQLDataType.VARCHAR.notNull());
    static final Field<String> SEALED_VALUE = field(name("provider_secret", "value"), SQLDataType.VARCHAR);

    /** What a config is made of when both tables are joined. */
    static final List<Field<?>> COLUMNS = List.of(
            ACCOUNT,
            GATEWAY,
            ID,
            PROVIDER,
            SLUG,
            ALIAS,
            IS_DEFAULT,
            SECRET,
            SEALED_VALUE,
            RATE_LIMIT,
            RATE_LIMIT_PERIOD,
            CREATED_AT,
            MODIFIED_AT);

    /** Every config with its secret. */
    static final Table<Record> JOINED = CONFIG.join(KEPT_SECRET).on(SECRET_ACCOUNT.eq(ACCOUNT), SECRET_ID.eq(SECRET));

    private ProviderConfigTables() {}
}
