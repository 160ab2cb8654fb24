package dev.penstock.http.management.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element of a route as it is shown. The contract writes {@code elementId} in camel case. */
record ElementJson(
        String id,
        String type,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> properties,

        Map<String, EdgeJson> outputs) {
    record EdgeJson(@JsonProperty("elementId") String elementId) {}
}
