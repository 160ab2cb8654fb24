package dev.penstock.http.management.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One receiver of traces. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OtelJson(
        @Nullable String url,
        @Nullable Map<String, String> headers,
        @Nullable String authorization,
        @Nullable String contentType) {
    /** The headers are credentials as often as not. */
    @Override
    public String toString() {
        return "OtelJson[" + url + "]";
    }
}
