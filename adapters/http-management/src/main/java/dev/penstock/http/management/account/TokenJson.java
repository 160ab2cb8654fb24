package dev.penstock.http.management.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.domain.validation.Given;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token as it is sent; what was left out is not the same as null. */
record TokenJson(
        @Nullable String name,
        @Nullable List<PolicyJson> policies,
        Given<String> notBefore,
        Given<String> expiresOn,
        @Nullable String status,
        @Nullable JsonNode condition) {
    /**
     * What a token is allowed where.
     *
     * @param resources what is allowed by what it is allowed on
     */
    record PolicyJson(List<GroupJson> permissionGroups, Map<String, JsonNode> resources) {}

    /** A permission, by its id or by its name. */
    record GroupJson(@Nullable String id, @Nullable String name) {}
}
