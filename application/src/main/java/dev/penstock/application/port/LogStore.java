package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.log.LogWalk;
import dev.penstock.domain.page.Page;
import java.util.List;
import java.util.Optional;

/** Keeps log entries. Narrow entries are quick to search; their payloads stand apart. */
public interface LogStore extends GatewayBelongings {
    /** An entry with what is kept of its bodies. */
    record Written(LogEntry entry, LogPayload payload) {}

    /**
     * Keeps a batch, whole or not at all. Once this returns, the batch survives the end of the process. An entry whose key is
     * already there stays as it is, so that a batch can be tried again.
     */
    void append(List<Written> batch);

    Optional<LogEntry> find(LogKey key);

    /** What is kept of an entry's bodies; {@link LogPayload#NONE} when nothing is, empty when there is no such entry. */
    Optional<LogPayload> payload(LogKey key);

    Page<LogEntry> list(LogQuery query);

    /**
     * Looks at some entries and hands out the wanted ones. Stretch by stretch, each entry that is there throughout is looked at
     * once; none is kept from changing or going in between.
     */
    LogWalk.Stretch walk(LogWalk walk);

    /** Forgets everything about a gateway's traffic. */
    @Override
    void removeAll(GatewayAddress gateway);
}
