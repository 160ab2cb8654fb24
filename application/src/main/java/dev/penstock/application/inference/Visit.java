package dev.penstock.application.inference;

import dev.penstock.application.gateway.LiveSettings;

/**
 * What stays the same while one request passes, however many steps and attempts it takes.
 *
 * @param settings as they were when the request came in; later changes do not touch it
 * @param authenticated whether the caller presented a valid gateway token
 * @param turnstile where the rate limit counts it
 */
record Visit(LiveSettings.Snapshot settings, boolean authenticated, EntryIds entries, Turnstile turnstile) {
    Visit(LiveSettings.Snapshot settings, boolean authenticated, EntryIds entries) {
        this(settings, authenticated, entries, new Turnstile());
    }

    Visit asAuthenticated() {
        return new Visit(settings, true, entries, turnstile);
    }
}
