package dev.penstock.application.log;

import dev.penstock.application.port.LogStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Notes;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPatch;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogPurge;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.log.LogRanges;
import dev.penstock.domain.page.Page;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the logs of a gateway, adds judgements to them, and removes them. Callers know the id of an entry as soon as they have
 * its reply, a moment before it is written: who asks for one that is not there waits for what is on its way.
 */
public final class ManageLogs {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** An entry with what is kept of its bodies. */
    public record Detail(LogEntry entry, LogPayload payload) {}

    private final LogStore store;
    private final LogQueue onTheWay;

    public ManageLogs(LogStore store, LogQueue onTheWay) {
        this.store = store;
        this.onTheWay = onTheWay;
    }

    public Page<LogEntry> list(LogQuery query) {
        return store.list(query);
    }

    /** Between which values the entries lie that a query wants, on all its pages. */
    public LogRanges ranges(LogQuery query) {
        return store.ranges(query);
    }

    public Detail detail(LogKey key) {
        LogEntry entry = find(key);
        return new Detail(entry, store.payload(key).orElse(LogPayload.NONE));
    }

    /** The whole request body of an entry. A body that was kept in part only, or not at all, is not found. */
    public LogPayload.Part requestBody(LogKey key) {
        return body(key, LogPayload::request);
    }

    /** The whole response body of an entry, as {@link #requestBody}. */
    public LogPayload.Part responseBody(LogKey key) {
        return body(key, LogPayload::response);
    }

    private LogPayload.Part body(LogKey key, Function<LogPayload, LogPayload.@Nullable Part> side) {
        LogPayload.Part part = side.apply(detail(key).payload());
        if (part == null || !part.complete()) {
            throw ProblemException.notFound(Problem.Thing.LOG_PAYLOAD);
        }
        return part;
    }

    /** Adds to an entry what is given, and answers the entry as it is then. Of two callers at once neither loses anything. */
    public LogEntry annotate(LogKey key, LogPatch.Draft draft) {
        LogPatch patch = ProblemException.orThrow(draft.check());
        while (true) {
            LogEntry current = find(key);
            Notes next = patch.over(current.notes());
            if (next.equals(current.notes()) || store.annotate(key, current.notes(), next)) {
                return current.with(next);
            }
        }
    }

    /** Removes entries with their bodies; how many they were. */
    public int remove(LogPurge purge) {
        return store.remove(purge);
    }

    private LogEntry find(LogKey key) {
        Optional<LogEntry> entry = store.find(key);
        if (entry.isEmpty()) {
            onTheWay.awaitWritten(PATIENCE);
            entry = store.find(key);
        }
        return entry.orElseThrow(() -> ProblemException.notFound(Problem.Thing.LOG));
    }
}
