package dev.penstock.application.port;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.Credential;
import dev.penstock.domain.provider.Provider;

/** Reads what a provider's secret says beside the key. Quick, and for any thread. */
public interface CredentialReader {
    /**
     * What a call can authenticate with.
     *
     * @param id the credential's name
     * @throws Unusable when calls to this provider cannot be made with such a secret
     */
    Credential read(Provider provider, Secret secret, String id);

    /** No call can be made with a credential: with what it says, or because the provider does not take it. */
    final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        public Unusable(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        /** Why, in words that name no secret. */
        public String reason() {
            return reason;
        }
    }
}
