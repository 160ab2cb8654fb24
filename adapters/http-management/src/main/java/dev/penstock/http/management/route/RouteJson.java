package dev.penstock.http.management.route;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A route as it is shown; some answers know neither deployment nor version. */
record RouteJson(
        String id,
        String gatewayId,
        String accountTag,
        String name,
        List<ElementJson> elements,
        String createdAt,
        String modifiedAt,
        @JsonInclude(Include.NON_NULL) @Nullable DeploymentJson deployment,
        @JsonInclude(Include.NON_NULL) @Nullable VersionJson version) {
    record DeploymentJson(String deploymentId, String versionId, String createdAt) {}

    /**
     * One version.
     *
     * @param active {@code "true"} or {@code "false"}: text in the contract
     * @param data the elements as JSON text
     * @param analysis left out of lists
     */
    record VersionJson(
            String versionId,
            String active,
            String data,
            boolean isValid,
            List<ReasonJson> reasons,
            @JsonInclude(Include.NON_NULL) @Nullable AnalysisJson analysis,
            String createdAt) {}

    /** Why a version is not valid, and where. */
    record ReasonJson(String message, List<String> path) {}
}
