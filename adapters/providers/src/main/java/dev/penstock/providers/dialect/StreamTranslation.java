package dev.penstock.providers.dialect;

import com.fasterxml.jackson.databind.JsonNode;

/** The translation of one streamed reply, event by event; it writes what an event means to its {@link ChatChunks}. */
public interface StreamTranslation {
    void event(String name, JsonNode own);

    /** An event that is an error by its framing. */
    default void failure(String name, JsonNode own) {
        event(name, own);
    }
}
