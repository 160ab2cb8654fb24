package dev.penstock.providers.credential;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.Credential;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Access tokens of service accounts, kept until shortly before they end. Of one credential at most one is asked for at a time;
 * whoever needs it meanwhile waits for the same. For one event loop.
 */
final class GoogleTokens {
    private static final int MOST = 256;
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final InstantSource clock;
    private final TokenEndpoint endpoint;
    private final Map<Key, Future<Token>> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Future<Token>> eldest) {
            return size() > MOST;
        }
    };

    /** Another secret of the same name has other tokens: a rotation counts at once. */
    private record Key(String credential, Secret secret) {}

    private record Token(Secret value, Instant freshUntil) {}

    GoogleTokens(Vertx vertx, InstantSource clock, TokenEndpoint endpoint) {
        this.vertx = vertx;
        this.clock = clock;
        this.endpoint = endpoint;
    }

    /** Fails with {@code Unusable} or {@code ProviderUnreachable}. Failures are not kept. */
    Future<Secret> of(Credential credential, SecretJson json) {
        Key key = new Key(credential.id(), credential.secret());
        Future<Token> known = tokens.get(key);
        if (known == null || isStale(known)) {
            known = asked(GoogleKeyFile.of(json));
            tokens.put(key, known);
            Future<Token> mine = known;
            known.onFailure(failure -> tokens.remove(key, mine));
        }
        return known.map(Token::value);
    }

    private boolean isStale(Future<Token> known) {
        return known.isComplete()
                && (known.failed() || !clock.instant().isBefore(known.result().freshUntil()));
    }

    private Future<Token> asked(GoogleKeyFile account) {
        Instant now = clock.instant();
        return vertx.executeBlocking(() -> account.assertion(now), false)
                .map(Objects::requireNonNull)
                .compose(assertion -> endpoint.ask(account.tokenUri(), assertion))
                .map(given ->
                        new Token(given.token(), now.plus(given.lifetime()).minus(EARLY)));
    }
}
