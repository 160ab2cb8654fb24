package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Errors as OpenAI words them. */
final class OpenAiErrors {
    private OpenAiErrors() {}

    static ObjectNode error(Refusal refusal) {
        ObjectNode body = Json.object();
        body.putObject("error")
                .put("message", refusal.message())
                .put("type", type(refusal.status()))
                .putNull("param")
                .put("code", refusal.code());
        return body;
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "rate_limit_error";
            case 401, 403 -> "authentication_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }
}
