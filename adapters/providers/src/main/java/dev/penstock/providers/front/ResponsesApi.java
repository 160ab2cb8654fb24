package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.Json;

/** OpenAI Responses. Nothing is stored: what leans on an earlier response is refused. */
public final class ResponsesApi implements CallerApi {
    @Override
    public ObjectNode toChat(ObjectNode request) {
        return new ResponsesRequest(Place.of(request)).toChat();
    }

    @Override
    public ObjectNode reply(JsonNode chatReply, Asked asked) {
        Answer answer = new Answer(asked.id(), true, new Answer.Unheard());
        answer.whole(chatReply);
        return new ResponseObject(asked).ended(answer);
    }

    @Override
    public ObjectNode error(int status, JsonNode chatError, Asked asked) {
        ProviderError error = ProviderError.of(chatError);
        ObjectNode reply = Json.object();
        reply.putObject("error")
                .put("message", error.message())
                .put("type", error.typeOr(status < 500 ? "invalid_request_error" : "server_error"))
                .put("param", error.param())
                .put("code", error.code());
        return reply;
    }

    @Override
    public EventTranslation stream(Asked asked) {
        return new ResponsesEvents(asked);
    }
}
