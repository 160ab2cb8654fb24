package dev.penstock.storage.sql;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.route.Deployment;
import dev.penstock.domain.route.DeploymentId;
import dev.penstock.domain.route.Route;
import dev.penstock.domain.route.RouteAddress;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.RouteName;
import dev.penstock.domain.route.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A route as it is kept, without its history. */
record RouteRow(
        String account,
        String gateway,
        String id,
        String name,
        String deployment,
        String version,
        long deployedAt,
        long createdAt,
        long modifiedAt) {
    static RouteRow of(Route route) {
        GatewayAddress gateway = route.address().gateway();
        Deployment live = route.live();
        return new RouteRow(
                gateway.account().value(),
                gateway.gateway().value(),
                route.id().toString(),
                route.name().value(),
                live.id().toString(),
                live.version().toString(),
                live.createdAt().toEpochMilli(),
                route.createdAt().toEpochMilli(),
                route.modifiedAt().toEpochMilli());
    }

    Route route() {
        GatewayAddress in = new GatewayAddress(new AccountId(account), new GatewayId(gateway));
        return new Route(
                new RouteAddress(in, new RouteId(UUID.fromString(id))),
                new RouteName(name),
                new Deployment(
                        new DeploymentId(UUID.fromString(deployment)),
                        new VersionId(UUID.fromString(version)),
                        Instant.ofEpochMilli(deployedAt)),
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(modifiedAt));
    }

    /** In the order of the columns. */
    List<Object> values() {
        return List.of(account, gateway, id, name, deployment, version, deployedAt, createdAt, modifiedAt);
    }
}
