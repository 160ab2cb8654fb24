import dev.penstock.application.evaluation.RunEvaluations;
import dev.penstock.application.port.LogStore.Written;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.dataset.Dataset;
import dev.penstock.domain.dataset.DatasetDraft;
import dev.penstock.domain.dataset.DatasetFilterDraft;
import dev.penstock.domain.dataset.DatasetId;
import dev.penstock.domain.dataset.DatasetKey;
import dev.penstock.domain.evaluation.Course;
import dev.penstock.domain.evaluation.Evaluation;
import dev.penstock.domain.evaluation.EvaluationId;
import dev.penstock.domain.evaluation.EvaluationKey;
import dev.penstock.domain.evaluation.EvaluationType;
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
import dev.penstock.domain.validation.Validated;
import dev.penstock.storage.sql.SqlStorage;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Fills a folder with logs ({@code fill}), or evaluates those that are in it ({@code run}). See README.md. */
final class Evaluate {
    private static final GatewayAddress GATEWAY = new GatewayAddress(new AccountId("a"), new GatewayId("g"));
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BATCH = 1000;

    public static void main(String[] args) throws InterruptedException {
        try (SqlStorage storage = SqlStorage.open(Path.of(args[1]))) {
            if (args[0].equals("fill")) {
                fill(storage, Integer.parseInt(args[2]));
            } else {
                evaluate(storage, "everything", dataset("everything"));
                evaluate(
                        storage,
                        "one log in ten",
                        dataset("model", new DatasetFilterDraft("model", "eq", List.of("model-3"))));
                evaluate(
                        storage,
                        "one log in a thousand, by a field outside the index",
                        dataset(
                                "content",
                                new DatasetFilterDraft("request_content_type", "eq", List.of("text/plain"))));
            }
        }
    }

    private static void fill(SqlStorage storage, int logs) {
        Random random = new Random(1);
        for (int from = 0; from < logs; from += BATCH) {
            List<Written> batch = new ArrayList<>(BATCH);
            for (int i = from; i < from + BATCH; i++) {
                batch.add(new Written(entry(i, random), LogPayload.NONE));
            }
            storage.logs().append(batch);
        }
    }

    private static LogEntry entry(int number, Random random) {
        return new LogEntry(
                new LogKey(GATEWAY, new LogId(new UUID(random.nextLong(), random.nextLong()))),
                START.plusMillis(number),
                new LogEntry.Call(
                        new ProviderId("openai"),
                        "model-" + number % 10,
                        "text-generation",
                        "chat/completions",
                        Door.PROVIDER,
                        0),
                new LogEntry.Outcome(200, false, Duration.ofMillis(random.nextInt(5000)), LogEntry.Ending.COMPLETE),
                new LogEntry.Spend(
                        TokenUsage.of(random.nextInt(2000), random.nextInt(1000)),
                        new Cost(BigDecimal.valueOf(random.nextInt(100_000), 7)),
                        false),
                new LogEntry.Caller("event-" + number, "OpenAI/Python 2.0", true),
                new LogEntry.Content(number % 1000 == 0 ? "text/plain" : "application/json", "application/json", 1024, 1024),
                new LogEntry.Notes(
                        number % 10 == 0 ? new Metadata(Map.of("team", new Metadata.Value.Text("blue"))) : null,
                        number % 1000 == 0 ? Double.valueOf(-1) : number % 100 == 0 ? Double.valueOf(1) : null,
                        null));
    }

    private static Dataset dataset(String name, DatasetFilterDraft... filters) {
        DatasetKey key = new DatasetKey(GATEWAY, new DatasetId(UUID.randomUUID()));
        Validated<Dataset> outcome =
                Dataset.define(key, new DatasetDraft(name, true, List.of(filters)), Instant.now());
        return ((Validated.Valid<Dataset>) outcome).value();
    }

    private static void evaluate(SqlStorage storage, String what, Dataset dataset) throws InterruptedException {
        EvaluationKey key = new EvaluationKey(GATEWAY, new EvaluationId(UUID.randomUUID()));
        Instant now = Instant.now();
        storage.evaluations()
                .insert(new Evaluation(
                        key,
                        key.id().toString(),
                        List.of(dataset),
                        List.of(EvaluationType.values()),
                        now,
                        now,
                        Course.AHEAD));
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long begun = System.nanoTime();
        long cpuBefore = cpuNanos();
        try (RunEvaluations runner = new RunEvaluations(
                storage.evaluations(), storage.logs(), InstantSource.system(), UUID::randomUUID, Throwable::printStackTrace)) {
            runner.start();
            while (!storage.evaluations().find(key).orElseThrow().processed()) {
                Thread.sleep(20);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Duration cpu = Duration.ofNanos(cpuNanos() - cpuBefore);
        Evaluation done = storage.evaluations().find(key).orElseThrow();
        System.out.printf(
                "| %s | %d of %d | %.1f s | %.1f s | %d MB |%n",
                what,
                done.course().totalLogs(),
                done.course().progress().looked(),
                took.toMillis() / 1000.0,
                cpu.toMillis() / 1000.0,
                peakHeap() >> 20);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Live objects and garbage of all parts of the heap at their fullest. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
