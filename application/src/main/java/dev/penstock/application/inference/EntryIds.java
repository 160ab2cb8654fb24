package dev.penstock.application.inference;

import dev.penstock.domain.inference.RequestId;
import java.util.function.Supplier;

/**
 * Names the log entries of one request: the first by the request itself, later ones anew, so that they sort in the order of the
 * attempts. For the request's event loop.
 */
final class EntryIds {
    private final Supplier<RequestId> fresh;
    private RequestId latest;
    private boolean used;

    EntryIds(RequestId request, Supplier<RequestId> fresh) {
        this.latest = request;
        this.fresh = fresh;
    }

    /** Whether an entry tells of the request already. */
    boolean isUsed() {
        return used;
    }

    RequestId next() {
        latest = used ? fresh.get().behind(latest) : latest;
        used = true;
        return latest;
    }
}
