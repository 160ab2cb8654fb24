package dev.penstock.application.log;

import dev.penstock.application.port.LogStore;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.page.Page;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the logs of a gateway. */
public final class BrowseLogs {
    /** An entry with what is kept of its bodies. */
    public record Detail(LogEntry entry, LogPayload payload) {}

    private final LogStore store;

    public BrowseLogs(LogStore store) {
        this.store = store;
    }

    public Page<LogEntry> list(LogQuery query) {
        return store.list(query);
    }

    public Detail detail(LogKey key) {
        LogEntry entry = store.find(key).orElseThrow(() -> ProblemException.notFound(Problem.Thing.LOG));
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
        LogPayload payload = store.payload(key).orElseThrow(() -> ProblemException.notFound(Problem.Thing.LOG));
        LogPayload.Part part = side.apply(payload);
        if (part == null || !part.complete()) {
            throw ProblemException.notFound(Problem.Thing.LOG_PAYLOAD);
        }
        return part;
    }
}
