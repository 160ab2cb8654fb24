package dev.penstock.http.management.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Either form of data loss prevention: with {@code policies} it is the newer one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DlpJson(
        @Nullable Boolean enabled,
        @Nullable String action,
        @Nullable List<String> profiles,
        @Nullable List<RuleJson> policies) {
    record RuleJson(
            @Nullable String id,
            @Nullable Boolean enabled,
            @Nullable String action,
            @Nullable List<String> check,
            @Nullable List<String> profiles) {}
}
