package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.penstock.application.port.RouteStore;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.route.DeployedRoute;
import dev.penstock.domain.route.Deployment;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.route.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Routes in a database: a row for each, and beside it the rows of its history. */
final class SqlRouteStore implements RouteStore {
    private static final Table<Record> ROUTE = table(name("route"));
    private static final Field<String> ACCOUNT = field(name("account"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> GATEWAY = field(name("gateway"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> ID = field(name("id"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> NAME = field(name("name"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> DEPLOYMENT = field(name("deployment"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> VERSION = field(name("version"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> DEPLOYED_AT = field(name("deployed_at"), SQLDataType.BIGINT.notNull());
    private static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());
    private static final Field<Long> MODIFIED_AT = field(name("modified_at"), SQLDataType.BIGINT.notNull());

    private static final List<Field<?>> COLUMNS =
            List.of(ACCOUNT, GATEWAY, ID, NAME, DEPLOYMENT, VERSION, DEPLOYED_AT, CREATED_AT, MODIFIED_AT);

    private final Database database;

    SqlRouteStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean insert(DeployedRoute made) {
        RouteRow row = RouteRow.of(made.route());
        return database.write(sql -> {
            boolean inserted = sql.insertInto(ROUTE)
                            .columns(COLUMNS)
                            .values(row.values())
                            .onConflictDoNothing()
                            .execute()
                    == 1;
            if (inserted) {
                RouteHistory.add(sql, made.route().address(), made.version());
                RouteHistory.add(sql, made.route().address(), made.route().live());
            }
            return inserted;
        });
    }

    @Override
    public Replacement replace(Route current, Route next) {
        RouteRow row = RouteRow.of(next);
        return database.write(sql -> {
            if (!route(sql, current.address()).equals(Optional.of(current))) {
                return Replacement.CHANGED_MEANWHILE;
            }
            if (isTaken(sql, row)) {
                return Replacement.NAME_TAKEN;
            }
            sql.update(ROUTE)
                    .set(NAME, row.name())
                    .set(DEPLOYMENT, row.deployment())
                    .set(VERSION, row.version())
                    .set(DEPLOYED_AT, row.deployedAt())
                    .set(CREATED_AT, row.createdAt())
                    .set(MODIFIED_AT, row.modifiedAt())
                    .where(at(current.address()))
                    .execute();
            if (!next.live().equals(current.live())) {
                RouteHistory.add(sql, next.address(), next.live());
            }
            return Replacement.DONE;
        });
    }

    private static boolean isTaken(DSLContext sql, RouteRow row) {
        return sql.fetchExists(
                ROUTE,
                ACCOUNT.eq(row.account())
                        .and(GATEWAY.eq(row.gateway()))
                        .and(NAME.eq(row.name()))
                        .and(ID.ne(row.id())));
    }

    @Override
    public boolean insert(RouteAddress route, RouteVersion version) {
        return database.write(sql -> {
            boolean there = sql.fetchExists(ROUTE, at(route));
            if (there) {
                RouteHistory.add(sql, route, version);
            }
            return there;
        });
    }

    @Override
    public Optional<DeployedRoute> find(RouteAddress address) {
        return database.read(sql -> deployed(sql, address));
    }

    @Override
    public List<DeployedRoute> all() {
        return database.read(sql -> {
            Map<RouteAddress, RouteVersion> serving = RouteHistory.versions(
                    sql, select(ACCOUNT, GATEWAY, ID, VERSION).from(ROUTE));
            return sql.select(COLUMNS).from(ROUTE).fetch(row -> {
                Route route = route(row);
                return deployed(route, Optional.ofNullable(serving.get(route.address())));
            });
        });
    }

    @Override
    public Optional<RouteVersion> version(RouteAddress address, VersionId version) {
        return database.read(sql -> RouteHistory.version(sql, address, version));
    }

    @Override
    public Optional<DeployedRoute> remove(RouteAddress address) {
        return database.write(sql -> {
            Optional<DeployedRoute> removed = deployed(sql, address);
            sql.deleteFrom(ROUTE).where(at(address)).execute();
            RouteHistory.forget(sql, address);
            return removed;
        });
    }

    @Override
    public Page<DeployedRoute> list(GatewayAddress gateway, PageRequest page) {
        Listing oldestFirst = new Listing(ROUTE, COLUMNS, of(gateway), List.of(CREATED_AT, ID));
        return database.read(
                sql -> oldestFirst.page(sql, page, SqlRouteStore::route).map(route -> deployed(sql, route)));
    }

    @Override
    public Page<RouteVersion> versions(RouteAddress address, PageRequest page) {
        return database.read(sql -> RouteHistory.versions(sql, address, page));
    }

    @Override
    public Page<Deployment> deployments(RouteAddress address, PageRequest page) {
        return database.read(sql -> RouteHistory.deployments(sql, address, page));
    }

    @Override
    public void removeAll(GatewayAddress gateway) {
        database.write(sql -> {
            RouteHistory.forgetAll(sql, gateway);
            return sql.deleteFrom(ROUTE).where(of(gateway)).execute();
        });
    }

    private static Optional<DeployedRoute> deployed(DSLContext sql, RouteAddress address) {
        return route(sql, address).map(route -> deployed(sql, route));
    }

    private static DeployedRoute deployed(DSLContext sql, Route route) {
        return deployed(
                route, RouteHistory.version(sql, route.address(), route.live().version()));
    }

    private static DeployedRoute deployed(Route route, Optional<RouteVersion> serving) {
        return new DeployedRoute(
                route,
                serving.orElseThrow(() -> new IllegalStateException("the version that serves is not there: " + route)));
    }

    private static Optional<Route> route(DSLContext sql, RouteAddress address) {
        return sql.select(COLUMNS).from(ROUTE).where(at(address)).fetchOptional(SqlRouteStore::route);
    }

    private static Condition at(RouteAddress address) {
        return of(address.gateway()).and(ID.eq(address.route().toString()));
    }

    private static Condition of(GatewayAddress gateway) {
        return ACCOUNT.eq(gateway.account().value())
                .and(GATEWAY.eq(gateway.gateway().value()));
    }

    private static Route route(Record row) {
        return new RouteRow(
                        row.get(ACCOUNT),
                        row.get(GATEWAY),
                        row.get(ID),
                        row.get(NAME),
                        row.get(DEPLOYMENT),
                        row.get(VERSION),
                        row.get(DEPLOYED_AT),
                        row.get(CREATED_AT),
                        row.get(MODIFIED_AT))
                .route();
    }
}
