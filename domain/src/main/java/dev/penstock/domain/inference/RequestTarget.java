package dev.penstock.domain.inference;

import dev.penstock.domain.provider.Api;
import java.util.List;
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

    /** One API for every provider, which the model's name chooses: {@code compat/chat/completions} and the like. */
    record Unified(Api api, @Nullable String query) implements RequestTarget {
        @Override
        public String path() {
            return api.path();
        }

        @Override
        public Unified withQuery(@Nullable String next) {
            return new Unified(api, next);
        }
    }

    /** Several requests, of which the next is tried when one fails (data plane endpoints, section 4). At least one. */
    record Universal(List<Step> steps, @Nullable String query) implements RequestTarget {
        public Universal {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("a universal request has a step");
            }
        }

        @Override
        public String path() {
            return "";
        }

        @Override
        public Universal withQuery(@Nullable String next) {
            return new Universal(steps, next);
        }
    }
}
