package dev.penstock.application.log;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that has nothing, whatever it is given. */
abstract class NothingKept implements LogStore {
    @Override
    public LogWalk.Stretch walk(LogWalk walk) {
        return walk.through(List.of());
    }

    @Override
    public Optional<LogEntry> find(LogKey key) {
        return Optional.empty();
    }

    @Override
    public Optional<LogPayload> payload(LogKey key) {
        return Optional.empty();
    }

    @Override
    public Page<LogEntry> list(LogQuery query) {
        return Page.of(List.of(), query.page());
    }

    @Override
    public LogRanges ranges(LogQuery query) {
        return LogRanges.of(List.of());
    }

    @Override
    public Map<GatewayAddress, Long> counts() {
        return Map.of();
    }

    @Override
    public boolean annotate(LogKey key, LogEntry.Notes current, LogEntry.Notes next) {
        return false;
    }

    @Override
    public int remove(LogPurge purge) {
        return 0;
    }

    @Override
    public boolean giveSpaceBack() {
        return false;
    }

    @Override
    public void removeAll(GatewayAddress gateway) {}
}
