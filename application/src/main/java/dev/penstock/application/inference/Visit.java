package dev.penstock.application.inference;

import dev.penstock.application.gateway.LiveSettings;

/**
 * What stays the same while one request passes, however many steps and attempts it takes.
 *
 * @param settings as they were when the request came in; later changes do not touch it
 * @param authenticated whether the caller presented a valid gateway token
 */
record Visit(LiveSettings.Snapshot settings, boolean authenticated, EntryIds entries) {
    Visit asAuthenticated() {
        return new Visit(settings, true, entries);
    }
}
