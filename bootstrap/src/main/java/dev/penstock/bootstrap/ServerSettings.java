package dev.penstock.bootstrap;

import dev.penstock.application.inference.ConductSettings;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.storage.sql.MasterKey;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides about a server, from flags, environment and config file together.
 *
 * @param data the folder of everything that is kept; null keeps everything in memory only
 * @param account null takes the kept one, or makes one
 * @param token the first token; null takes the kept ones, or makes one
 * @param prices a price table in place of the shipped one
 * @param publicUrl where callers reach this server from outside
 * @param providers what is special about single providers
 * @param masterKey what secrets at rest are sealed with; null takes the one in the folder, or makes one
 * @param allowPrivateEgress whether addresses that come in by the API may lead into private networks
 * @param cache what is kept of answers
 * @param conduct what is done when providers do not keep their word
 */
record ServerSettings(
        Listener listener,
        @Nullable Path data,
        @Nullable AccountId account,
        @Nullable Secret token,
        @Nullable Path prices,
        @Nullable String publicUrl,
        Map<ProviderId, ProviderSettings> providers,
        boolean demo,
        @Nullable MasterKey masterKey,
        boolean allowPrivateEgress,
        CacheSettings cache,
        ConductSettings conduct) {
    /** Where the server listens. Port 0 takes any free one. */
    record Listener(String host, int port) {
        static final Listener DEFAULT = new Listener("127.0.0.1", 8787);
        private static final int HIGHEST_PORT = 65_535;

        Listener {
            if (port < 0 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException("%d is not a port: write 0 to %d".formatted(port, HIGHEST_PORT));
            }
        }
    }

    static final ServerSettings DEFAULTS =
            new ServerSettings(Listener.DEFAULT, Path.of("penstock-data"), null, null, null, null, Map.of(), false);

    /** One whose master key lies in its folder, and that lets nobody but the operator name private addresses. */
    ServerSettings(
            Listener listener,
            @Nullable Path data,
            @Nullable AccountId account,
            @Nullable Secret token,
            @Nullable Path prices,
            @Nullable String publicUrl,
            Map<ProviderId, ProviderSettings> providers,
            boolean demo) {
        this(
                listener,
                data,
                account,
                token,
                prices,
                publicUrl,
                providers,
                demo,
                null,
                false,
                CacheSettings.DEFAULTS,
                ConductSettings.DEFAULTS);
    }

    ServerSettings {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    }

    ServerSettings withPrivateEgress(boolean allow) {
        return new ServerSettings(
                listener, data, account, token, prices, publicUrl, providers, demo, masterKey, allow, cache, conduct);
    }

    ServerSettings withBaseUrl(ProviderId provider, String url) {
        return with(provider, of(provider).withBaseUrl(url));
    }

    ServerSettings withApiKey(ProviderId provider, Secret key) {
        return with(provider, of(provider).withApiKey(key));
    }

    private ProviderSettings of(ProviderId provider) {
        return providers.getOrDefault(provider, ProviderSettings.NONE);
    }

    private ServerSettings with(ProviderId provider, ProviderSettings settings) {
        Map<ProviderId, ProviderSettings> more = new LinkedHashMap<>(providers);
        more.put(provider, settings);
        return new ServerSettings(
                listener,
                data,
                account,
                token,
                prices,
                publicUrl,
                more,
                demo,
                masterKey,
                allowPrivateEgress,
                cache,
                conduct);
    }

    ServerSettings withMasterKey(MasterKey key) {
        return new ServerSettings(
                listener,
                data,
                account,
                token,
                prices,
                publicUrl,
                providers,
                demo,
                key,
                allowPrivateEgress,
                cache,
                conduct);
    }

    ServerSettings withCache(CacheSettings wished) {
        return new ServerSettings(
                listener,
                data,
                account,
                token,
                prices,
                publicUrl,
                providers,
                demo,
                masterKey,
                allowPrivateEgress,
                wished,
                conduct);
    }

    ServerSettings withConduct(ConductSettings wished) {
        return new ServerSettings(
                listener,
                data,
                account,
                token,
                prices,
                publicUrl,
                providers,
                demo,
                masterKey,
                allowPrivateEgress,
                cache,
                wished);
    }
}
