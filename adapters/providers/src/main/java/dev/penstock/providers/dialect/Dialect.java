package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.penstock.domain.inference.Header;
import dev.penstock.providers.chat.EventReader;
import dev.penstock.providers.chat.SseEvents;
import java.util.List;

/** A provider's own API, as a translation from and to OpenAI chat completions. Has no state; {@link Dialects} knows them all. */
public interface Dialect {
    String name();

    /** The provider's own request; {@code model} is the provider's name for it. */
    ObjectNode request(ChatRequest chat, String model);

    /** Headers that the provider's API wants and a caller who speaks to it through us does not know of. */
    default List<Header> headers() {
        return List.of();
    }

    /** A chat completion made of the provider's own reply. */
    ObjectNode reply(JsonNode own, Asked asked);

    /** The error, in OpenAI's shape, that a reply of this status says. */
    ObjectNode error(int status, JsonNode own);

    /** A fresh translation of one streamed reply, which writes to {@code out}. */
    StreamTranslation stream(ChatChunks out);

    /** A fresh reader of the events that the provider's streams are made of. */
    default EventReader events(EventReader.Sink sink) {
        return new SseEvents(sink);
    }
}
