package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;

/** Anthropic Messages. Thinking is shown to callers that asked for it. */
public final class MessagesApi implements CallerApi {
    @Override
    public ObjectNode toChat(ObjectNode request) {
        return new MessagesRequest(Place.of(request)).toChat();
    }

    @Override
    public ObjectNode reply(JsonNode chatReply, Asked asked) {
        Answer answer = new Answer(asked.id(), MessageObject.showsThinking(asked), new Answer.Unheard());
        answer.whole(chatReply);
        return new MessageObject(asked).ended(answer);
    }

    @Override
    public ObjectNode error(int status, JsonNode chatError, Asked asked) {
        return error(type(status), ProviderError.of(chatError).message());
    }

    /** The error that comes within a stream, where the status has long been sent. */
    static ObjectNode error(ProviderError error) {
        return error(type(error.status()), error.message());
    }

    private static ObjectNode error(String type, String message) {
        ObjectNode reply = Json.ofType("error");
        reply.set("error", Json.ofType(type).put("message", message));
        return reply;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 408, 504 -> "timeout_error";
            case 503, 529 -> "overloaded_error";
            default -> status >= 400 && status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    @Override
    public EventTranslation stream(Asked asked) {
        return new MessagesEvents(asked);
    }
}
