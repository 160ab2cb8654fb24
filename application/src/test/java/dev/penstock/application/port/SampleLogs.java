package dev.penstock.application.port;

import dev.penstock.application.port.LogStore.Written;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.TokenUsage;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogEntry.Call;
import dev.penstock.domain.log.LogEntry.Caller;
import dev.penstock.domain.log.LogEntry.Content;
import dev.penstock.domain.log.LogEntry.Ending;
import dev.penstock.domain.log.LogEntry.Notes;
import dev.penstock.domain.log.LogEntry.Outcome;
import dev.penstock.domain.log.LogEntry.Spend;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Log entries to try things with. An instance makes as many as are asked for, the same ones for the same seed, from few
 * different values, so that conditions on them often hold; some values are there to catch stores that compare carelessly.
 */
public final class SampleLogs {
    public static final GatewayAddress GATEWAY = SampleGateways.address("logs");
    public static final Instant START = Instant.parse("2026-11-21T10:15:30.123Z");

    /** Texts that differ only for those who look closely: case, wildcards, quotes, and the two orders of Unicode. */
    static final List<String> TEXTS =
            List.of("", "a", "A", "ab", "a_b", "a%b", "it's", "50%", "true", "1", "1.0", "é", "\uffff", "😀", "a b\n");

    private static final List<GatewayAddress> GATEWAYS = List.of(
            GATEWAY,
            GATEWAY,
            GATEWAY,
            SampleGateways.address("other"),
            SampleGateways.plain(SampleGateways.OTHER_ACCOUNT, "logs").address());
    private static final List<String> MODELS =
            List.of("gpt-4o", "GPT-4o", "gpt-4o-mini", "@cf/meta/llama", "\uffff", "😀");
    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "workers-ai");
    private static final List<Integer> STATUSES = List.of(200, 200, 204, 302, 399, 400, 429, 500, 504);

    private final Random random;

    public SampleLogs(long seed) {
        random = new Random(seed);
    }

    /** An entry like most others, the {@code number}th since {@link #START}. */
    public static LogEntry entry(int number) {
        return entry(GATEWAY, number);
    }

    public static LogEntry entry(GatewayAddress gateway, int number) {
        return new LogEntry(
                new LogKey(gateway, new LogId(new UUID(number, ~number))),
                START.plusMillis(number),
                new Call(
                        new ProviderId("openai"),
                        "gpt-4o-mini",
                        "text-generation",
                        "chat/completions",
                        Door.PROVIDER,
                        0),
                new Outcome(200, false, Duration.ofMillis(420), Ending.COMPLETE),
                new Spend(TokenUsage.of(120, 45), Cost.of("0.000045"), false),
                new Caller("event-" + number, "OpenAI/Python 2.0", true),
                new Content("application/json", "application/json", 512, 1024),
                Notes.NONE);
    }

    public static Written written(LogEntry entry) {
        return new Written(entry, LogPayload.NONE);
    }

    public static List<Written> written(int from, int to) {
        return Stream.iterate(from, i -> i < to, i -> i + 1)
                .map(i -> written(entry(i)))
                .toList();
    }

    public static LogPayload.Part part(String text, boolean complete) {
        return new LogPayload.Part(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), complete);
    }

    public List<LogEntry> entries(int count) {
        return Stream.generate(this::entry).limit(count).toList();
    }

    /** An entry with anything that an entry can have. */
    public LogEntry entry() {
        return new LogEntry(
                new LogKey(oneOf(GATEWAYS), new LogId(new UUID(random.nextLong(), random.nextLong()))),
                START.plusMillis(random.nextInt(50)),
                new Call(
                        new ProviderId(oneOf(PROVIDERS)),
                        orNull(oneOf(MODELS)),
                        orNull(oneOf(List.of("text-generation", "text-embeddings"))),
                        oneOf(List.of("chat/completions", "embeddings")),
                        oneOf(List.of(Door.values())),
                        random.nextInt(3)),
                new Outcome(
                        oneOf(STATUSES),
                        random.nextBoolean(),
                        Duration.ofMillis(random.nextInt(5)),
                        oneOf(List.of(Ending.values()))),
                spend(),
                new Caller(oneOf(TEXTS), orNull(oneOf(TEXTS)), random.nextBoolean()),
                new Content(
                        orNull(oneOf(List.of("application/json", "text/plain"))),
                        orNull(oneOf(List.of("application/json", "text/event-stream"))),
                        random.nextInt(4096),
                        random.nextLong(1L << 40)),
                notes());
    }

    private Spend spend() {
        TokenUsage usage = new TokenUsage(
                random.nextInt(4), random.nextInt(4), random.nextInt(2), random.nextInt(2), random.nextBoolean());
        Cost cost =
                Cost.of(oneOf(List.of("0", "0.10", "0.1", "1E-7", "0.30000000000000004", "12.345678901234567890123")));
        return new Spend(orNull(usage), orNull(cost), random.nextBoolean());
    }

    private Notes notes() {
        return new Notes(
                random.nextInt(3) == 0 ? null : metadata(), orNull(oneOf(List.of(-1.0, 0.0, 1.0, 0.5))), orNull((double)
                        random.nextInt(101)));
    }

    private Metadata metadata() {
        Map<String, Metadata.Value> values = new LinkedHashMap<>();
        for (int i = random.nextInt(Metadata.MAX_ENTRIES + 1); i > 0; i--) {
            values.put(oneOf(TEXTS), value());
        }
        return new Metadata(values);
    }

    private Metadata.Value value() {
        return switch (random.nextInt(3)) {
            case 0 -> new Metadata.Value.Text(oneOf(TEXTS));
            case 1 -> new Metadata.Value.Numeric(new BigDecimal(oneOf(List.of("1", "1.0", "-0.5", "1E+3", "1E-9"))));
            default -> new Metadata.Value.Flag(random.nextBoolean());
        };
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private <T> @Nullable T orNull(T value) {
        return random.nextInt(4) == 0 ? null : value;
    }
}
