package dev.penstock.http.management.route;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** A version with what its route is called. The time of its creation is its own. */
record VersionDetailJson(
        String id,
        String gatewayId,
        String accountTag,
        String name,
        List<ElementJson> elements,
        String modifiedAt,
        @JsonUnwrapped RouteJson.VersionJson version) {}
