package dev.penstock.providers.dialect;

import java.time.Instant;

/**
 * What an answer has to repeat of the request.
 *
 * @param id the id that the chat completion gets
 * @param model the model as the caller asked for it, provider prefix included
 * @param includeUsage whether a stream ends with a chunk that tells the usage
 */
public record Asked(String id, String model, Instant created, boolean includeUsage) {
    public Asked(String id, String model, Instant created) {
        this(id, model, created, false);
    }

    Asked withUsage(boolean include) {
        return new Asked(id, model, created, include);
    }
}
