package dev.penstock.http.management.customprovider;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A custom provider as it is shown. The contract knows no null here, so what was never set is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CustomProviderAnswerJson(
        String id,
        String accountId,
        String accountTag,
        String createdAt,
        String modifiedAt,
        String name,
        String slug,
        String baseUrl,
        boolean beta,
        boolean enable,
        @Nullable String curlExample,
        @Nullable String description,
        @Nullable String headers,
        @Nullable String jsExample,
        @Nullable String link,
        @Nullable String logo,
        @Nullable Integer position) {
    /** Headers may hold credentials. */
    @Override
    public String toString() {
        return "CustomProviderAnswerJson[" + accountId + "/" + id + "]";
    }
}
