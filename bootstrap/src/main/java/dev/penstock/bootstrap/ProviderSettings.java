package dev.penstock.bootstrap;

import dev.penstock.domain.account.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What an operator decides about one provider.
 *
 * @param baseUrl where it is in place of the catalogue's address
 * @param apiKey what callers with a gateway token may call it with when neither they nor their gateway have a key
 */
record ProviderSettings(@Nullable String baseUrl, @Nullable Secret apiKey) {
    static final ProviderSettings NONE = new ProviderSettings(null, null);

    ProviderSettings withBaseUrl(String url) {
        return new ProviderSettings(url, apiKey);
    }

    ProviderSettings withApiKey(Secret key) {
        return new ProviderSettings(baseUrl, key);
    }
}
