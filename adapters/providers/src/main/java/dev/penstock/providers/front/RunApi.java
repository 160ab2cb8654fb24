package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.UnreadableReplyException;

/**
 * The run form, {@code {model, input}}, for models that chat: the input is a chat request, or a prompt in its place, and the
 * result a chat completion. Answers are whole.
 *
 * @param provider the slug of whoever answers
 */
public record RunApi(String provider) implements CallerApi {
    private static final String WORKERS_AI = "workers-ai/";

    @Override
    public ObjectNode toChat(ObjectNode request) {
        Place place = Place.of(request);
        Place input = place.at("input").object();
        if (input.at("stream").isFilled()) {
            throw input.at("stream").refused("runs are not streamed; chat completions are");
        }
        ObjectNode chat = Json.object().put("model", prefixed(place.at("model").text()));
        chat.set("messages", messages(input));
        input.value().properties().forEach(field -> {
            if (!field.getKey().equals("prompt") && !chat.has(field.getKey())) {
                chat.set(field.getKey(), field.getValue());
            }
        });
        return chat;
    }

    private static JsonNode messages(Place input) {
        if (input.at("messages").isGiven()) {
            input.at("messages").items();
            return input.at("messages").value();
        }
        if (!input.at("prompt").isGiven()) {
            throw input.refused("must have messages or a prompt");
        }
        return Json.array(Json.object()
                .put("role", "user")
                .put("content", input.at("prompt").text()));
    }

    /** Models of Workers AI are called by their bare name in this API. */
    public static String prefixed(String model) {
        return model.startsWith("@cf/") ? WORKERS_AI + model : model;
    }

    @Override
    public ObjectNode reply(JsonNode chatReply, Asked asked) {
        if (!chatReply.path("choices").path(0).path("message").isObject()) {
            throw new UnreadableReplyException("the provider's reply is no chat completion");
        }
        ObjectNode reply = Json.object().put("state", "Completed");
        reply.set("result", chatReply);
        return reply.put("provider", provider).put("model", asked.model());
    }

    @Override
    public ObjectNode error(int status, JsonNode chatError, Asked asked) {
        ObjectNode reply = Json.object().put("state", "Failed");
        reply.putObject("error")
                .put("code", code(status))
                .put("message", ProviderError.of(chatError).message());
        return reply.put("model", asked.model());
    }

    private static String code(int status) {
        return switch (status) {
            case 401, 403 -> "invalid_credentials";
            case 404 -> "model_not_found";
            case 429 -> "rate_limited";
            default -> status >= 400 && status < 500 ? "invalid_request" : "provider_unavailable";
        };
    }

    @Override
    public EventTranslation stream(Asked asked) {
        throw new IllegalStateException("a streamed run is refused when it is asked");
    }
}
