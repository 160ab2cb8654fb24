package dev.penstock.domain.route;

import java.util.UUID;

/** Names one deployment of a route. */
public record DeploymentId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
