package dev.penstock.storage.sql;

import dev.penstock.application.port.LogStore.Written;
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
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Fills a data folder with entries of a plausible month, the same ones each time, through the store's own append: {@code FillLogs
 * FOLDER ACCOUNT GATEWAY COUNT [without-metadata]}. Prints what an append costs. For {@code docs/benchmarks/logs}.
 */
public final class FillLogs {
    private static final int BATCH = 500;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(20);

    private record Served(String provider, String model, String path, double perToken) {}

    private static final List<Served> MODELS = List.of(
            new Served("openai", "gpt-4o-mini-2024-07-18", "chat/completions", 0.3e-6),
            new Served("openai", "gpt-4o-2024-08-06", "chat/completions", 5e-6),
            new Served("anthropic", "claude-sonnet-4-5", "v1/messages", 6e-6),
            new Served("openai", "text-embedding-3-small", "embeddings", 0.02e-6),
            new Served("google-ai-studio", "gemini-2.5-flash", "v1beta/models/gemini-2.5-flash:generateContent", 1e-6),
            new Served("anthropic", "claude-haiku-4-5", "v1/messages", 2e-6),
            new Served("mistral", "mistral-small-latest", "v1/chat/completions", 0.2e-6),
            new Served("groq", "llama-3.3-70b-versatile", "chat/completions", 0.7e-6),
            new Served("openai", "o4-mini", "responses", 3e-6),
            new Served("cohere", "command-a-03-2025", "v2/chat", 5e-6));
    private static final List<String> CALLERS = List.of(
            "OpenAI/Python 2.6.1",
            "OpenAI/JS 5.12.0",
            "Anthropic/Python 0.71.0",
            "python-requests/2.32.5",
            "curl/8.5.0");

    private final Random random = new Random(1_000_000);
    private final GatewayAddress gateway;
    private final int count;
    private final boolean withMetadata;

    private FillLogs(GatewayAddress gateway, int count, boolean withMetadata) {
        this.withMetadata = withMetadata;
        this.gateway = gateway;
        this.count = count;
    }

    public static void main(String[] args) {
        GatewayAddress gateway = new GatewayAddress(new AccountId(args[1]), new GatewayId(args[2]));
        int count = Integer.parseInt(args[3]);
        try (SqlStorage storage = SqlStorage.open(Path.of(args[0]))) {
            FillLogs entries = new FillLogs(gateway, count, args.length == 4);
            long appending = 0;
            long started = System.nanoTime();
            for (int from = 0; from < count; from += BATCH) {
                List<Written> batch = entries.batch(from, Math.min(count, from + BATCH));
                long before = cpuNanos();
                storage.logs().append(batch);
                appending += cpuNanos() - before;
            }
            System.out.printf(
                    "%d entries in %.1f s, %.1f us of CPU for each append%n",
                    count, (System.nanoTime() - started) / 1e9, appending / 1e3 / count);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private List<Written> batch(int from, int to) {
        List<Written> batch = new ArrayList<>();
        for (int i = from; i < to; i++) {
            batch.add(new Written(entry(i), LogPayload.NONE));
        }
        return batch;
    }

    private LogEntry entry(int number) {
        Instant at = START.plusMillis(SPAN.toMillis() * number / count);
        UUID id = new UUID(
                at.toEpochMilli() << 16 | 0x7000 | random.nextInt(0x1000), random.nextLong() >>> 2 | Long.MIN_VALUE);
        // Few models answer most requests.
        Served served = MODELS.get((int) Math.min(MODELS.size() - 1, Math.abs(random.nextGaussian()) * 3));
        int chance = random.nextInt(100);
        int status = chance < 94 ? 200 : chance < 97 ? 429 : chance < 99 ? 400 : 500;
        boolean good = status == 200;
        long in = 50 + (long) Math.abs(random.nextGaussian() * 2000);
        long out = served.path.equals("embeddings") ? 0 : 10 + (long) Math.abs(random.nextGaussian() * 400);
        BigDecimal cost = BigDecimal.valueOf((in + 3 * out) * served.perToken).setScale(9, RoundingMode.HALF_UP);
        return new LogEntry(
                new LogKey(gateway, new LogId(id)),
                at,
                new LogEntry.Call(
                        new ProviderId(served.provider),
                        served.model,
                        served.path.equals("embeddings") ? "text-embeddings" : "text-generation",
                        served.path,
                        random.nextInt(5) == 0 ? Door.COMPAT : Door.PROVIDER,
                        0),
                new LogEntry.Outcome(
                        status,
                        good && random.nextInt(12) == 0,
                        Duration.ofMillis(80 + (long) Math.abs(random.nextGaussian() * 3000)),
                        LogEntry.Ending.COMPLETE),
                good ? new LogEntry.Spend(TokenUsage.of(in, out), new Cost(cost), false) : LogEntry.Spend.NONE,
                new LogEntry.Caller(id.toString(), CALLERS.get(random.nextInt(CALLERS.size())), true),
                new LogEntry.Content(
                        "application/json",
                        random.nextInt(3) == 0 && good ? "text/event-stream" : "application/json",
                        200 + in * 4,
                        300 + out * 4),
                new LogEntry.Notes(
                        withMetadata ? metadata(number) : null, random.nextInt(200) == 0 ? 1.0 : null, null));
    }

    private Metadata metadata(int number) {
        Map<String, Metadata.Value> values = new LinkedHashMap<>();
        values.put("user", new Metadata.Value.Text("u" + random.nextInt(20_000)));
        values.put(
                "team", new Metadata.Value.Text(List.of("red", "green", "blue").get(random.nextInt(3))));
        if (number % 1000 == 0) {
            values.put("experiment", new Metadata.Value.Numeric(BigDecimal.valueOf(number / 1000)));
        }
        return new Metadata(values);
    }
}
