package dev.penstock.http.management;

import dev.penstock.application.port.LogStore;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogId;
import dev.penstock.domain.log.LogKey;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.domain.provider.ProviderId;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Log entries to list and look at. */
final class SampleLogs {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.5Z");
    static final GatewayAddress GATEWAY = new GatewayAddress(new AccountId(Server.ACCOUNT), new GatewayId("main"));

    private SampleLogs() {}

    static LogKey key(int number) {
        return new LogKey(GATEWAY, new LogId(new UUID(0x7000L, 0x8000_0000_0000_0000L + number)));
    }

    /** A whole answer with everything known, {@code number} seconds after noon. */
    static LogEntry full(int number, String model) {
        Map<String, Metadata.Value> metadata = new LinkedHashMap<>();
        metadata.put("team", new Metadata.Value.Text("blue"));
        metadata.put("attempt", new Metadata.Value.Numeric(new BigDecimal("1.50")));
        metadata.put("vip", new Metadata.Value.Flag(true));
        return new LogEntry(
                key(number),
                NOON.plusSeconds(number),
                new LogEntry.Call(
                        new ProviderId("openai"), model, "text-generation", "v1/chat/completions", Door.COMPAT, 0),
                new LogEntry.Outcome(200, false, Duration.ofMillis(100L * number), LogEntry.Ending.COMPLETE),
                new LogEntry.Spend(new TokenUsage(10L * number, number, 4, 0, true), Cost.of("0.0000125"), false),
                new LogEntry.Caller("event-" + number, "curl/8", true),
                new LogEntry.Content("application/json", "text/event-stream", 12, 34),
                new LogEntry.Notes(new Metadata(metadata), null, null));
    }

    /** A request that the gateway refused: hardly anything is known. */
    static LogEntry bare(int number) {
        return new LogEntry(
                key(number),
                NOON.plusSeconds(number),
                new LogEntry.Call(new ProviderId("anthropic"), null, null, "v1/messages", Door.PROVIDER, 0),
                new LogEntry.Outcome(429, true, Duration.ZERO, LogEntry.Ending.REFUSED),
                LogEntry.Spend.NONE,
                new LogEntry.Caller("event-" + number, null, false),
                new LogEntry.Content(null, null, 0, 0),
                LogEntry.Notes.NONE);
    }

    static LogStore.Written row(LogEntry entry) {
        return new LogStore.Written(entry, LogPayload.NONE);
    }

    static LogStore.Written row(LogEntry entry, LogPayload.@Nullable Part request, LogPayload.@Nullable Part response) {
        return new LogStore.Written(entry, new LogPayload(request, response));
    }

    static LogPayload.Part part(String text) {
        return part(text.getBytes(StandardCharsets.UTF_8), true);
    }

    static LogPayload.Part part(byte[] bytes, boolean complete) {
        return new LogPayload.Part(ByteBuffer.wrap(bytes), complete);
    }
}
