package dev.penstock.providers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of outgoing calls.
 *
 * @param connect how long a connection may take to come up
 * @param idle how long a provider may stay silent, before its reply and inside it
 * @param connectionsPerHost how many connections one event loop may hold to one host
 * @param privateForeigners whether addresses that came in by the API may lead into private networks
 * @param tokenAddress where access tokens for service accounts are asked for; null for where they say
 */
public record ProviderClientSettings(
        Duration connect,
        Duration idle,
        int connectionsPerHost,
        boolean privateForeigners,
        @Nullable String tokenAddress) {
    public static final ProviderClientSettings DEFAULTS =
            new ProviderClientSettings(Duration.ofSeconds(10), Duration.ofMinutes(10), 1024, false, null);

    public ProviderClientSettings withPrivateForeigners(boolean next) {
        return new ProviderClientSettings(connect, idle, connectionsPerHost, next, tokenAddress);
    }

    public ProviderClientSettings withTokenAddress(String next) {
        return new ProviderClientSettings(connect, idle, connectionsPerHost, privateForeigners, next);
    }
}
