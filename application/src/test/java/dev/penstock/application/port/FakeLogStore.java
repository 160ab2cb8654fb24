package dev.penstock.application.port;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Log entries in a map, in the order they were written. Can be told to refuse. */
public final class FakeLogStore implements LogStore {
    private final Map<LogKey, Written> byKey = new LinkedHashMap<>();
    private volatile Runnable beforeWalk = () -> {};
    private boolean refusing;
    private int refusals;
    private int batches;

    @Override
    public synchronized void append(List<Written> batch) {
        if (refusing) {
            refusals++;
            throw new IllegalStateException("the store is told to refuse");
        }
        batches++;
        for (Written written : batch) {
            byKey.putIfAbsent(written.entry().key(), new Written(written.entry(), copyOf(written.payload())));
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
    public synchronized Page<LogEntry> list(LogQuery query) {
        List<LogEntry> found =
                entries().stream().filter(query::selects).sorted(query.order()).toList();
        return Page.of(found, query.page());
    }

    @Override
    public LogWalk.Stretch walk(LogWalk walk) {
        beforeWalk.run();
        return walk.through(walkable());
    }

    private synchronized List<LogEntry> walkable() {
        if (refusing) {
            refusals++;
            throw new IllegalStateException("the store is told to refuse");
        }
        return entries();
    }

    /** What happens before each stretch of a walk. */
    public void beforeWalk(Runnable deed) {
        beforeWalk = deed;
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

    private synchronized List<LogEntry> entries() {
        return byKey.values().stream()
                .map(written -> written.entry().withTrail(null))
                .toList();
    }

    @Override
    public synchronized void removeAll(GatewayAddress gateway) {
        byKey.keySet().removeIf(key -> key.gateway().equals(gateway));
    }

    /** Whether every batch, and every stretch of a walk, from now on fails. */
    public synchronized void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** How many batches and stretches were refused. */
    public synchronized int refusals() {
        return refusals;
    }

    /** How many batches were taken. */
    public synchronized int batches() {
        return batches;
    }

    /** Everything that is kept, in the order it was written. */
    public synchronized List<Written> written() {
        return List.copyOf(byKey.values());
    }
}
