package dev.penstock.application.inference;

import dev.penstock.domain.inference.RequestId;
import java.util.function.Supplier;

/** Names the log entries of one request: the first by the request itself, later ones anew. For the request's event loop. */
final class EntryIds {
    private final RequestId request;
    private final Supplier<RequestId> fresh;
    private boolean used;

    EntryIds(RequestId request, Supplier<RequestId> fresh) {
        this.request = request;
        this.fresh = fresh;
    }

    /** Whether an entry tells of the request already. */
    boolean isUsed() {
        return used;
    }

    RequestId next() {
        if (used) {
            return fresh.get();
        }
        used = true;
        return request;
    }
}
