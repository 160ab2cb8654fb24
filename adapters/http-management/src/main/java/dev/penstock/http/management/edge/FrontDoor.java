package dev.penstock.http.management.edge;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks credentials: a bearer token, or an e-mail address with the token as its key. What a token may not do looks the same
 * as a token that nobody knows.
 */
public final class FrontDoor {
    private static final String BEARER = "Bearer ";

    private final LiveSettings settings;
    private final InstantSource clock;

    /** Whether a caller may do what it asks for. */
    public sealed interface Admission {
        /**
         * It may.
         *
         * @param caller the token that it showed; null when it needed none
         */
        record Granted(@Nullable ApiToken caller) implements Admission {}

        /** It may not. */
        record Refused(Refusal why) implements Admission {}
    }

    public FrontDoor(LiveSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Decides by the operation and the account that were found, never by how the URL was written. Never waits. */
    public Admission admission(Operations.Match.Found found, MultiMap headers) {
        if (found.operation().access() == Operation.Access.OPEN) {
            return new Admission.Granted(null);
        }
        String authorization = headers.get("authorization");
        String text = authorization == null ? key(headers) : bearer(authorization);
        if (authorization == null && text == null) {
            return new Admission.Refused(Refusal.noCredentials());
        }
        ApiToken token = settings.current().tokens().find(text);
        return token != null && mayDo(token, found, clock.instant())
                ? new Admission.Granted(token)
                : new Admission.Refused(Refusal.badCredentials());
    }

    private static boolean mayDo(ApiToken token, Operations.Match.Found found, Instant now) {
        return token.holdsAt(now)
                && reaches(token, found.params().get("account_id"))
                && switch (found.operation().access()) {
                    case OPEN, ANY_TOKEN -> true;
                    case TOKEN -> token.authority().allows(found.operation().permission());
                    case TOKEN_FOR_ALL ->
                        token.authority().reachesAll()
                                && token.authority().allows(found.operation().permission());
                };
    }

    /** What cannot be an account's id is wrong input, which only those hear who may see all accounts. */
    private static boolean reaches(ApiToken token, @Nullable String account) {
        return account == null
                || token.authority().reachesAll()
                || (AccountId.isValid(account) && token.authority().reaches(new AccountId(account)));
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
