package dev.penstock.application.port;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Notes;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.log.LogPurge;
import dev.penstock.domain.log.LogQuery;
import dev.penstock.domain.log.LogRanges;
import dev.penstock.domain.log.LogWalk;
import dev.penstock.domain.page.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps log entries. Narrow entries are quick to search; their payloads stand apart, and so do the ways through routes: {@link
 * #find} alone reads those, and entries that come in numbers come without.
 */
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
    /** Between which values the entries lie that a query wants, whatever its page. */
    LogRanges ranges(LogQuery query);

    /** How many entries each gateway has; gateways without any may be left out. */
    Map<GatewayAddress, Long> counts();

    /** Sets the notes of an entry; false, and nothing changes, when it is not there or its notes are others by now. */
    boolean annotate(LogKey key, Notes current, Notes next);

    /** Forgets the entries that a purge names, payloads and all, and answers how many they were. Appends get their turn meanwhile. */
    int remove(LogPurge purge);

    /** Gives a part of the space that removals left back to the machine; whether it is worth another call. */
    boolean giveSpaceBack();

    /** Forgets everything about a gateway's traffic. */
    @Override
    void removeAll(GatewayAddress gateway);
}
