package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.providers.chat.UnreadableReplyException;
import dev.penstock.providers.chat.UntranslatableException;

/** An API that callers speak, translated to OpenAI chat completions and back. Keeps nothing between calls. */
public interface CallerApi {
    /**
     * The request as chat completions; the model stays as it is written. A streamed one also asks for usage.
     *
     * @throws UntranslatableException when chat completions cannot say it; the reason names the field
     */
    ObjectNode toChat(ObjectNode request);

    /**
     * A whole answer.
     *
     * @throws UnreadableReplyException when it is no chat completion, or cannot be said in this API
     */
    ObjectNode reply(JsonNode chatReply, Asked asked);

    /** A provider's refusal, {@code {"error":{...}}} or whatever came instead of it, in this API's own shape. */
    ObjectNode error(int status, JsonNode chatError, Asked asked);

    /** For one stream. */
    EventTranslation stream(Asked asked);
}
