package dev.penstock.application.inference;

import dev.penstock.application.cache.CacheAnswer;
import dev.penstock.application.cache.CacheWish;
import dev.penstock.application.cache.CachedReplies;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.cache.CacheKey;
import dev.penstock.domain.cache.CacheRule;
import dev.penstock.domain.customprovider.CustomProvider;
import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.CacheOptions;
import dev.penstock.domain.inference.CallerKey;
import dev.penstock.domain.inference.Header;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.domain.providerconfig.ProviderConfig;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with what is kept of an identical one, and keeps answers (traffic, section 1). What it finds ends the
 * request: nothing behind it is asked.
 */
public final class ServeFromCache implements Stage {
    private final CachedReplies replies;
    private final boolean singleFlight;

    /**
     * @param singleFlight whether identical requests share one call when they do not say
     */
    public ServeFromCache(CachedReplies replies, boolean singleFlight) {
        this.replies = replies;
        this.singleFlight = singleFlight;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        return answer(exchange, next)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(behindCache(Failures.cause(failure))));
    }

    private static Throwable behindCache(Throwable cause) {
        return cause instanceof ProblemException refusal ? refusal.behindCache() : cause;
    }

    private CompletionStage<InferenceReply> answer(Exchange exchange, Next next) {
        CachePolicy policy = exchange.gateway().policies().cache();
        CacheOptions options = exchange.request().options().cache();
        if (!policy.isOn() && options.key() == null) {
            return next.proceed(exchange);
        }
        CacheWish wish = wish(exchange, policy, options);
        return wish == null
                ? next.proceed(exchange)
                : replies.answer(wish, exchange.abandoned(), abandoned -> next.proceed(exchange.abandonedBy(abandoned)))
                        .thenApply(ServeFromCache::reply);
    }

    /** Another caller's entry in the log is not about this request. */
    private static InferenceReply reply(CacheAnswer answer) {
        InferenceReply reply = answer.reply();
        return switch (answer.source()) {
            case CALL -> reply;
            case SHARED, KEPT -> {
                InferenceReply.Origin origin = reply.origin();
                InferenceReply.Origin own =
                        new InferenceReply.Origin(origin.provider(), origin.model(), 0, answer.isHit(), null);
                yield new InferenceReply(reply.status(), reply.headers(), reply.body(), own, InferenceReply.Meter.NONE);
            }
        };
    }

    private @Nullable CacheWish wish(Exchange exchange, CachePolicy policy, CacheOptions options) {
        InferenceRequest request = exchange.request();
        CacheKey.Credential credential = credential(exchange);
        if (credential == null || !(request.content().body() instanceof Body.Whole(ByteBuffer bytes))) {
            return null;
        }
        boolean stream = asksForStream(request);
        CacheRule rule =
                CacheRule.of(policy, options, new CacheRule.Asked(request.method(), stream, bytes.remaining()));
        if (rule == null) {
            return null;
        }
        CustomProvider custom = exchange.found().custom();
        CacheKey.Scope scope = new CacheKey.Scope(
                exchange.gateway(),
                credential,
                custom == null ? null : custom.modifiedAt().toString());
        CacheKey key = rule.key() == null
                ? CacheKey.of(scope, question(exchange, bytes))
                : CacheKey.named(scope, api(request) + " " + rule.key(), stream);
        return new CacheWish(
                key,
                rule.timeToLive(),
                stream,
                Objects.requireNonNullElse(options.singleFlight(), singleFlight),
                request.headers().get("accept-encoding"));
    }

    /** Callers who speak different APIs cannot read each other's answers, whatever they call them. */
    private static String api(InferenceRequest request) {
        return request.target() instanceof RequestTarget.Unified unified
                ? unified.api().path()
                : "own";
    }

    private static CacheKey.Question question(Exchange exchange, ByteBuffer bytes) {
        InferenceRequest request = exchange.request();
        return new CacheKey.Question(
                exchange.found().provider().id().slug(),
                request.method(),
                request.target().path(),
                request.target().query(),
                exchange.found().model(),
                bytes);
    }

    /** Some APIs say it in the path. */
    private static boolean asksForStream(InferenceRequest request) {
        String path = request.target().path();
        return path.endsWith(":streamGenerateContent")
                || path.endsWith("-stream")
                || request.content().facts().rest().ask().stream();
    }

    /** Null for a request that cannot be made: nobody hears what is kept who could not have asked for it. */
    private static CacheKey.@Nullable Credential credential(Exchange exchange) {
        return switch (exchange.found().chosen()) {
            case KeyChoice.Callers callers -> new CacheKey.Credential.Sent(sent(exchange));
            case KeyChoice.Stored(ProviderConfig config) ->
                new CacheKey.Credential.Stored(config.key().id() + "@" + config.modifiedAt());
            case KeyChoice.Operators(Credential credential) -> new CacheKey.Credential.Stored(credential.id());
            case KeyChoice.None none -> new CacheKey.Credential.None();
            case KeyChoice.Refused refused -> null;
        };
    }

    private static Secret sent(Exchange exchange) {
        Credential credential = exchange.found().credential();
        if (credential != null) {
            return credential.secret();
        }
        ProviderAuth auth = exchange.found().provider().auth();
        StringBuilder all = new StringBuilder();
        for (Header line : exchange.request().headers()) {
            if (CallerKey.mayHoldKey(auth, line)) {
                all.append(line.value()).append('\n');
            }
        }
        String query = auth.query() == null ? null : exchange.request().target().query();
        return new Secret(query == null ? all.toString() : all + query);
    }
}
