package dev.penstock.storage.memory;

import dev.penstock.application.port.LogStore;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogPurge;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.log.LogRanges;
import dev.penstock.domain.log.LogWalk;
import dev.penstock.domain.page.Page;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The latest log entries, up to a fixed number; the one that was written first makes room for the next. */
public final class MemoryLogStore implements LogStore {
    private final int mostEntries;
    private final Map<LogKey, Written> byKey = new LinkedHashMap<>();

    public MemoryLogStore(int mostEntries) {
        if (mostEntries < 1) {
            throw new IllegalArgumentException("a log store has room for at least one entry");
        }
        this.mostEntries = mostEntries;
    }

    @Override
    public synchronized void append(List<Written> batch) {
        for (Written written : batch) {
            byKey.computeIfAbsent(
                    written.entry().key(), key -> new Written(written.entry(), copyOf(written.payload())));
        }
        Iterator<Written> oldest = byKey.values().iterator();
        while (byKey.size() > mostEntries) {
            oldest.next();
            oldest.remove();
        }
    }

    private static LogPayload copyOf(LogPayload payload) {
        return new LogPayload(copyOf(payload.request()), copyOf(payload.response()));
    }

    private static LogPayload.@Nullable Part copyOf(LogPayload.@Nullable Part part) {
        if (part == null) {
            return null;
        }
        ByteBuffer bytes = part.bytes();
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        return new LogPayload.Part(copy.asReadOnlyBuffer(), part.complete());
    }

    @Override
    public synchronized Optional<LogEntry> find(LogKey key) {
        return Optional.ofNullable(byKey.get(key)).map(Written::entry);
    }

    @Override
    public synchronized Optional<LogPayload> payload(LogKey key) {
        return Optional.ofNullable(byKey.get(key)).map(Written::payload);
    }

    @Override
    public Page<LogEntry> list(LogQuery query) {
        return Page.of(
                entries().stream().filter(query::selects).sorted(query.order()).toList(), query.page());
    }

    @Override
    public LogWalk.Stretch walk(LogWalk walk) {
        return walk.through(entries());
    }

    private synchronized List<LogEntry> entries() {
        return byKey.values().stream()
                .map(written -> written.entry().withTrail(null))
                .toList();
    }

    @Override
    public LogRanges ranges(LogQuery query) {
        return LogRanges.of(entries().stream().filter(query::selects).toList());
    }

    @Override
    public synchronized Map<GatewayAddress, Long> counts() {
        return entries().stream()
                .collect(Collectors.groupingBy(entry -> entry.key().gateway(), Collectors.counting()));
    }

    @Override
    public synchronized boolean annotate(LogKey key, LogEntry.Notes current, LogEntry.Notes next) {
        Written kept = byKey.get(key);
        if (kept == null || !kept.entry().notes().equals(current)) {
            return false;
        }
        byKey.put(key, new Written(kept.entry().with(next), kept.payload()));
        return true;
    }

    @Override
    public synchronized int remove(LogPurge purge) {
        List<LogEntry> gone = purge.of(entries());
        gone.forEach(entry -> byKey.remove(entry.key()));
        return gone.size();
    }

    @Override
    public boolean giveSpaceBack() {
        return false;
    }

    @Override
    public synchronized void removeAll(GatewayAddress gateway) {
        byKey.keySet().removeIf(key -> key.gateway().equals(gateway));
    }
}
