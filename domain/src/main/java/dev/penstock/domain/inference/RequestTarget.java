package dev.penstock.domain.inference;

import org.jspecify.annotations.Nullable;

/** What a data plane URL asks for, below the gateway (data plane endpoints, section 1). */
public sealed interface RequestTarget {
    /** The path that is logged: what follows the provider or the unified API's name, without the query. */
    String path();

    /** The raw query without its question mark; null when there is none. */
    @Nullable
    String query();

    RequestTarget withQuery(@Nullable String next);

    /**
     * A provider's own API.
     *
     * @param slug as it stands in the URL, not yet looked up
     */
    record Native(String slug, String path, @Nullable String query) implements RequestTarget {
        @Override
        public Native withQuery(@Nullable String next) {
            return new Native(slug, path, next);
        }
    }

    /** One OpenAI-shaped chat endpoint for every provider: {@code compat/chat/completions}. */
    record UnifiedChat(@Nullable String query) implements RequestTarget {
        @Override
        public String path() {
            return "chat/completions";
        }

        @Override
        public UnifiedChat withQuery(@Nullable String next) {
            return new UnifiedChat(next);
        }
    }
}
