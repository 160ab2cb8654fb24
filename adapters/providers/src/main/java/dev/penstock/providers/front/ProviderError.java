package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.providers.chat.Json;
import org.jspecify.annotations.Nullable;

/** What a provider says is wrong, in OpenAI's shape or one of those that pass for it. The status is a guess where none was sent. */
record ProviderError(
        String message,
        @Nullable String type,
        @Nullable String param,
        @Nullable String code,
        int status) {
    private static final String NO_REASON = "the provider did not say what is wrong";

    static ProviderError of(@Nullable JsonNode reply) {
        if (reply == null) {
            return new ProviderError(NO_REASON, null, null, null, 500);
        }
        JsonNode body = reply.isArray() ? reply.path(0) : reply;
        JsonNode error = body.has("error") ? body.path("error") : body;
        String type = word(error.path("type"));
        String code = word(error.path("code"));
        return new ProviderError(message(error), type, word(error.path("param")), code, status(error, type, code));
    }

    /** In the shape that {@link EventTranslation#fail} reads. */
    static JsonNode saying(String message) {
        return Json.object().set("error", Json.object().put("message", message));
    }

    String typeOr(String otherwise) {
        return type == null ? otherwise : type;
    }

    private static String message(JsonNode error) {
        if (error.isTextual()) {
            return error.textValue();
        }
        JsonNode message = error.path("message");
        return message.isTextual() ? message.textValue() : error.path("detail").asText(NO_REASON);
    }

    private static @Nullable String word(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    private static int status(JsonNode error, @Nullable String type, @Nullable String code) {
        int sent = error.path("code").asInt(error.path("status").asInt());
        if (sent >= 400 && sent < 600) {
            return sent;
        }
        return switch (String.valueOf(code == null ? type : code)) {
            case "invalid_request_error", "context_length_exceeded", "content_filter" -> 400;
            case "authentication_error", "invalid_api_key" -> 401;
            case "rate_limit_error", "rate_limit_exceeded", "insufficient_quota" -> 429;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }
}
