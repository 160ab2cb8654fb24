package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Takes server-sent events. */
@FunctionalInterface
public interface EventSink {
    /** The name is null where the API names no events. */
    void event(@Nullable String name, JsonNode json);
}
