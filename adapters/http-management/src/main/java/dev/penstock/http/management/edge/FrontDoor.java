package dev.penstock.http.management.edge;

import dev.penstock.application.gateway.LiveSettings;
import io.vertx.core.MultiMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks credentials: a bearer token, or an e-mail address with the token as its key. */
public final class FrontDoor {
    private static final String BEARER = "Bearer ";

    private final LiveSettings settings;

    public FrontDoor(LiveSettings settings) {
        this.settings = settings;
    }

    /** Why this caller may not do this; empty when it may. Never waits. */
    public Optional<Refusal> refusal(Operation operation, MultiMap headers) {
        return switch (operation.access()) {
            case OPEN -> Optional.empty();
            case TOKEN -> refusal(headers);
        };
    }

    private Optional<Refusal> refusal(MultiMap headers) {
        String authorization = headers.get("authorization");
        String token = authorization == null ? key(headers) : bearer(authorization);
        if (authorization == null && token == null) {
            return Optional.of(Refusal.noCredentials());
        }
        return settings.current().tokens().knows(token) ? Optional.empty() : Optional.of(Refusal.badCredentials());
    }

    private static @Nullable String bearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).trim()
                : null;
    }

    private static @Nullable String key(MultiMap headers) {
        return headers.get("x-auth-email") == null ? null : headers.get("x-auth-key");
    }
}
