package dev.penstock.application.cache;

import dev.penstock.domain.cache.CacheKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The calls that others may join right now. Shared by all event loops. */
public final class Flights {
    private final ConcurrentMap<Name, SharedReply> open = new ConcurrentHashMap<>();

    /** What requests must have in common; those who accept other encodings may get other bytes. */
    record Name(CacheKey key, @Nullable String acceptEncoding) {}

    /** The flight of this name: the new one when there was none. */
    SharedReply enter(Name name, SharedReply fresh) {
        SharedReply there = open.putIfAbsent(name, fresh);
        return there == null ? fresh : there;
    }

    void remove(Name name, SharedReply flight) {
        open.remove(name, flight);
    }

    /** How many there are. */
    public int count() {
        return open.size();
    }
}
