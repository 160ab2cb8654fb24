package dev.penstock.domain.inference;

import dev.penstock.domain.account.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the gateway in {@code cf-aig-*} headers (data plane, section 2). Null: not said.
 *
 * @param gatewayToken the token that the caller presented to the gateway itself
 */
public record RequestOptions(
        @Nullable Secret gatewayToken,
        @Nullable String eventId,
        LogOptions log,
        CacheOptions cache,
        CallOptions call,
        KeyOptions keys) {
    public static final RequestOptions NONE =
            new RequestOptions(null, null, LogOptions.NONE, CacheOptions.NONE, CallOptions.NONE, KeyOptions.NONE);

    public RequestOptions with(CallOptions next) {
        return new RequestOptions(gatewayToken, eventId, log, cache, next, keys);
    }
}
