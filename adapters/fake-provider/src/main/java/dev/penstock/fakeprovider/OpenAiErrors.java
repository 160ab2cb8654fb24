package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Errors as OpenAI words them. */
final class OpenAiErrors {
    private OpenAiErrors() {}

    static ObjectNode error(int status, String message) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type(status))
                .putNull("param")
                .put("code", code(status));
        return body;
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "rate_limit_error";
            case 401, 403 -> "authentication_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static String code(int status) {
        return switch (status) {
            case 429 -> "rate_limit_exceeded";
            case 404 -> "not_found";
            default -> "fake_status_" + status;
        };
    }
}
