package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import org.jspecify.annotations.Nullable;

/** Errors in OpenAI's shape. */
final class ChatError {
    private ChatError() {}

    static ObjectNode of(String message, String type, @Nullable String code) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        return body;
    }

    /** What an error of this status is called where the provider has no word for it. */
    static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }

    /** For a reply that says nothing readable. */
    static ObjectNode ofStatus(int status) {
        return of("The provider answered with status " + status, type(status), null);
    }
}
