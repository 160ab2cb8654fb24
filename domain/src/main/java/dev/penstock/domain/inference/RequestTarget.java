package dev.penstock.domain.inference;

import org.jspecify.annotations.Nullable;

/** What a data plane URL asks for, below the gateway (data plane endpoints, section 1). */
public sealed interface RequestTarget {
    /** The path that is logged: what follows the provider or the unified API's name, without the query. */
    String path();

    /**
     * A provider's own API.
     *
     * @param slug as it stands in the URL, not yet looked up
     * @param query the raw query without its question mark; null when there is none
     */
    record Native(String slug, String path, @Nullable String query) implements RequestTarget {}

    /** One OpenAI-shaped chat endpoint for every provider: {@code compat/chat/completions}. */
    record UnifiedChat(@Nullable String query) implements RequestTarget {
        @Override
        public String path() {
            return "chat/completions";
        }
    }
}
