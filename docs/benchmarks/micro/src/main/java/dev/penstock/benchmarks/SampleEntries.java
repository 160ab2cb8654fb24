package dev.penstock.benchmarks;

import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.Passage;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteId;
import dev.penstock.domain.route.RouteName;
import dev.penstock.domain.route.RouteWalk;
import dev.penstock.domain.route.Trail;
import dev.penstock.domain.route.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Log entries about answered chats of 1 KB. */
public final class SampleEntries {
    private static final UUID FIRST = new UUID(0x019a_a000_0000_7000L, 0x8000_0000_0000_0001L);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private SampleEntries() {}

    /** Without metadata, and no route led there. */
    public static LogEntry plain() {
        LogId id = new LogId(FIRST);
        return new LogEntry(
                new LogKey(SampleGateways.address("benchmark"), id),
                NOON,
                new LogEntry.Call(
                        new ProviderId("openai"),
                        "gpt-4o-mini-2024-07-18",
                        "text-generation",
                        "chat/completions",
                        Door.COMPAT,
                        0),
                new LogEntry.Outcome(200, false, Duration.ofMillis(731), LogEntry.Ending.COMPLETE),
                new LogEntry.Spend(TokenUsage.of(200, 120), Cost.of("0.000102"), false),
                new LogEntry.Caller(id.toString(), "OpenAI/Python 2.6.1", true),
                new LogEntry.Content("application/json", "application/json", 1024, 1024),
                LogEntry.Notes.NONE);
    }

    /** The same with two values of metadata. */
    public static LogEntry withMetadata() {
        return plain().with(new LogEntry.Notes(SampleChats.metadata(), null, null));
    }

    /** The same at the end of the shortest route. */
    public static LogEntry withShortWay() {
        RouteGraph graph = DrawnRoutes.shortest();
        return plain().withTrail(trail(RouteWalk.begin(graph, Around.of(graph))));
    }

    /** The same at the end of the route of eight elements. */
    public static LogEntry withLongWay() {
        RouteGraph graph = DrawnRoutes.eightElements();
        return plain().withTrail(trail(RouteWalk.begin(graph, Around.of(graph)).admitted(true, Passage.Why.NOTHING)));
    }

    private static Trail trail(RouteWalk walk) {
        return new Trail(
                new RouteId(new UUID(1, 1)), new RouteName("benchmark"), new VersionId(new UUID(2, 2)), walk.passed());
    }

    /** The same under the id that comes so many behind the first. */
    public static LogEntry numbered(long number, LogEntry entry) {
        UUID id = new UUID(FIRST.getMostSignificantBits() + (number << 16), FIRST.getLeastSignificantBits() + number);
        return new LogEntry(
                new LogKey(entry.key().gateway(), new LogId(id)),
                entry.createdAt(),
                entry.call(),
                entry.outcome(),
                entry.spend(),
                entry.caller(),
                entry.content(),
                entry.notes());
    }

    /** Both bodies. */
    public static LogPayload bodies() {
        return new LogPayload(
                new LogPayload.Part(SampleChats.request("gpt-4o-mini"), true),
                new LogPayload.Part(SampleChats.answer(), true));
    }
}
