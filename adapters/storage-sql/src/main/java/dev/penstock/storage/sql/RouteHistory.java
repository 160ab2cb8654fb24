package dev.penstock.storage.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.page.Page;
import dev.penstock.domain.page.PageRequest;
import dev.penstock.domain.route.Deployment;
import dev.penstock.domain.route.DeploymentId;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.RouteVersion;
import dev.penstock.domain.route.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The versions and deployments of routes, in the order in which they were made. Within somebody else's transaction. */
final class RouteHistory {
    private static final Table<Record> VERSION = table(name("route_version"));
    private static final Table<Record> DEPLOYMENT = table(name("route_deployment"));
    private static final Field<Long> POSITION = field(name("position"), SQLDataType.BIGINT.notNull());
    private static final Field<String> ACCOUNT = field(name("account"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> GATEWAY = field(name("gateway"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> ROUTE = field(name("route"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> ID = field(name("id"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> CREATED_AT = field(name("created_at"), SQLDataType.BIGINT.notNull());
    private static final Field<String> ELEMENTS = field(name("elements"), SQLDataType.CLOB.notNull());
    private static final Field<String> DEPLOYED = field(name("version"), SQLDataType.VARCHAR.notNull());

    private static final List<Field<?>> OF_VERSION = List.of(ID, CREATED_AT, ELEMENTS);
    private static final List<Field<?>> OF_DEPLOYMENT = List.of(ID, CREATED_AT, DEPLOYED);

    private RouteHistory() {}

    static void add(DSLContext sql, RouteAddress route, RouteVersion version) {
        sql.insertInto(VERSION)
                .columns(ACCOUNT, GATEWAY, ROUTE, ID, CREATED_AT, ELEMENTS)
                .values(
                        route.gateway().account().value(),
                        route.gateway().gateway().value(),
                        route.route().toString(),
                        version.id().toString(),
                        version.createdAt().toEpochMilli(),
                        RouteElementsRow.write(version.drawing()))
                .execute();
    }

    static void add(DSLContext sql, RouteAddress route, Deployment deployment) {
        sql.insertInto(DEPLOYMENT)
                .columns(ACCOUNT, GATEWAY, ROUTE, ID, CREATED_AT, DEPLOYED)
                .values(
                        route.gateway().account().value(),
                        route.gateway().gateway().value(),
                        route.route().toString(),
                        deployment.id().toString(),
                        deployment.createdAt().toEpochMilli(),
                        deployment.version().toString())
                .execute();
    }

    static Optional<RouteVersion> version(DSLContext sql, RouteAddress route, VersionId version) {
        return sql.select(OF_VERSION)
                .from(VERSION)
                .where(of(route).and(ID.eq(version.toString())))
                .fetchOptional(RouteHistory::version);
    }

    /**
     * Versions of several routes, one of each.
     *
     * @param which account, gateway, route and version of each
     */
    static Map<RouteAddress, RouteVersion> versions(
            DSLContext sql, Select<Record4<String, String, String, String>> which) {
        return sql.select(ACCOUNT, GATEWAY, ROUTE, ID, CREATED_AT, ELEMENTS)
                .from(VERSION)
                .where(row(ACCOUNT, GATEWAY, ROUTE, ID).in(which))
                .fetchMap(RouteHistory::route, RouteHistory::version);
    }

    static Page<RouteVersion> versions(DSLContext sql, RouteAddress route, PageRequest page) {
        return new Listing(VERSION, OF_VERSION, of(route), List.of(POSITION.desc()))
                .page(sql, page, RouteHistory::version);
    }

    static Page<Deployment> deployments(DSLContext sql, RouteAddress route, PageRequest page) {
        return new Listing(DEPLOYMENT, OF_DEPLOYMENT, of(route), List.of(POSITION.desc()))
                .page(sql, page, RouteHistory::deployment);
    }

    static void forget(DSLContext sql, RouteAddress route) {
        sql.deleteFrom(VERSION).where(of(route)).execute();
        sql.deleteFrom(DEPLOYMENT).where(of(route)).execute();
    }

    static void forgetAll(DSLContext sql, GatewayAddress gateway) {
        sql.deleteFrom(VERSION).where(of(gateway)).execute();
        sql.deleteFrom(DEPLOYMENT).where(of(gateway)).execute();
    }

    private static Condition of(RouteAddress route) {
        return of(route.gateway()).and(ROUTE.eq(route.route().toString()));
    }

    private static Condition of(GatewayAddress gateway) {
        return ACCOUNT.eq(gateway.account().value())
                .and(GATEWAY.eq(gateway.gateway().value()));
    }

    private static RouteAddress route(Record row) {
        return new RouteAddress(
                new GatewayAddress(new AccountId(row.get(ACCOUNT)), new GatewayId(row.get(GATEWAY))),
                new RouteId(UUID.fromString(row.get(ROUTE))));
    }

    private static RouteVersion version(Record row) {
        return new RouteVersion(
                new VersionId(UUID.fromString(row.get(ID))),
                RouteElementsRow.read(row.get(ELEMENTS)),
                Instant.ofEpochMilli(row.get(CREATED_AT)));
    }

    private static Deployment deployment(Record row) {
        return new Deployment(
                new DeploymentId(UUID.fromString(row.get(ID))),
                new VersionId(UUID.fromString(row.get(DEPLOYED))),
                Instant.ofEpochMilli(row.get(CREATED_AT)));
    }
}
