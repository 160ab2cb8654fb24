package dev.penstock.domain.provider;

import dev.penstock.domain.account.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider looks for its key.
 *
 * @param header the header it names in its documentation
 * @param format the header's value, with {@code {key}} in the key's place
 * @param otherHeaders further headers in which callers send a key to it
 * @param query a query parameter that may hold the key; null where there is none
 * @param scheme how a key that the gateway holds is put into a call
 */
public record ProviderAuth(
        String header,
        String format,
        List<String> otherHeaders,
        @Nullable String query,
        Scheme scheme) {
    private static final String KEY = "{key}";

    /** How a call shows its key. */
    public enum Scheme {
        /** The key itself stands in the header. */
        HEADER,
        /** As {@link #HEADER}; the secret may say beside the key which resource it is for. */
        AZURE,
        /** The call is signed, unless the secret is a plain API key. */
        AWS_SIGV4,
        /** The secret is a service account's, and is changed into a token that lasts an hour. */
        GOOGLE_SERVICE_ACCOUNT
    }

    public ProviderAuth {
        otherHeaders = List.copyOf(otherHeaders);
    }

    /** One whose key stands in the header. */
    public ProviderAuth(String header, String format, List<String> otherHeaders, @Nullable String query) {
        this(header, format, otherHeaders, query, Scheme.HEADER);
    }

    /** The header's value for this key. */
    public String value(Secret key) {
        return format.replace(KEY, key.reveal());
    }
}
