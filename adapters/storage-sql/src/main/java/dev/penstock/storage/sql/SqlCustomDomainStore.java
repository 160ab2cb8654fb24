package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.position;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.penstock.application.port.CustomDomainStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.customdomain.CustomDomain;
import dev.penstock.domain.customdomain.Hostname;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Custom domains in a database: a row each. */
final class SqlCustomDomainStore implements CustomDomainStore {
    private static final Table<Record> DOMAIN = table(name("custom_domain"));
    private static final Field<String> HOSTNAME = field(name("hostname"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> ACCOUNT = field(name("account"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> GATEWAY = field(name("gateway"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());

    private static final List<Field<?>> COLUMNS = List.of(HOSTNAME, ACCOUNT, GATEWAY, CREATED_AT);

    private final Database database;

    SqlCustomDomainStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(CustomDomain domain) {
        int inserted = database.write(sql -> sql.insertInto(DOMAIN)
                .columns(COLUMNS)
                .values(
                        domain.hostname().value(),
                        domain.gateway().account().value(),
                        domain.gateway().gateway().value(),
                        domain.createdAt().toEpochMilli())
                .onConflictDoNothing()
                .execute());
        return inserted == 1;
    }

    @Override
    public Optional<CustomDomain> find(GatewayAddress gateway, Hostname hostname) {
        return database.read(sql -> find(sql, gateway, hostname));
    }

    @Override
    public Optional<CustomDomain> remove(GatewayAddress gateway, Hostname hostname) {
        return database.write(sql -> {
            Optional<CustomDomain> removed = find(sql, gateway, hostname);
            sql.deleteFrom(DOMAIN).where(at(gateway, hostname)).execute();
            return removed;
        });
    }

    @Override
    public Page<CustomDomain> list(GatewayAddress gateway, @Nullable String search, PageRequest page) {
        Condition wanted = of(gateway)
                .and(
                        search == null || search.isEmpty()
                                ? noCondition()
                                : position(HOSTNAME, val(search)).gt(0));
        Listing listing = new Listing(DOMAIN, COLUMNS, wanted, List.of(CREATED_AT, HOSTNAME));
        return database.read(sql -> listing.page(sql, page, SqlCustomDomainStore::domain));
    }

    @Override
    public List<CustomDomain> all() {
        return database.read(sql -> sql.select(COLUMNS).from(DOMAIN).fetch(SqlCustomDomainStore::domain));
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        database.write(sql -> sql.deleteFrom(DOMAIN).where(of(gateway)).execute());
    }

    private static Optional<CustomDomain> find(DSLContext sql, GatewayAddress gateway, Hostname hostname) {
        return sql.select(COLUMNS)
                .from(DOMAIN)
                .where(at(gateway, hostname))
                .fetchOptional(SqlCustomDomainStore::domain);
    }

    private static Condition at(GatewayAddress gateway, Hostname hostname) {
        return HOSTNAME.eq(hostname.value()).and(of(gateway));
    }

    private static Condition of(GatewayAddress gateway) {
        return ACCOUNT.eq(gateway.account().value())
                .and(GATEWAY.eq(gateway.gateway().value()));
    }

    private static CustomDomain domain(Record row) {
        return new CustomDomain(
                new Hostname(row.get(HOSTNAME)),
                new GatewayAddress(new AccountId(row.get(ACCOUNT)), new GatewayId(row.get(GATEWAY))),
                Instant.ofEpochMilli(row.get(CREATED_AT)));
    }
}
