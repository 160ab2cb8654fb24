package dev.penstock.benchmarks;

import dev.penstock.application.port.LogStore.Written;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogPayload;
import dev.penstock.storage.sql.SqlStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One entry of a batch of 500 that is appended to SQLite, in a folder that goes afterwards. Each entry has an id of its own, which is
 * made here and counts with its 130 bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class LogAppends {
    private static final int BATCH = 500;

    private final LogEntry plain = SampleEntries.plain();
    private final LogEntry withMetadata = SampleEntries.withMetadata();
    private final LogEntry withLongWay = SampleEntries.withLongWay();
    private final LogPayload bodies = SampleEntries.bodies();
    private @Nullable Path folder;
    private @Nullable SqlStorage storage;
    private long number;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory("penstock-micro");
        storage = SqlStorage.open(folder);
    }

    @TearDown
    public void close() throws IOException {
        Objects.requireNonNull(storage).close();
        try (Stream<Path> files = Files.list(Objects.requireNonNull(folder))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void plain() {
        append(plain, LogPayload.NONE);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void withMetadata() {
        append(withMetadata, LogPayload.NONE);
    }

    /** The way through the route of eight elements. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void withLongWay() {
        append(withLongWay, LogPayload.NONE);
    }

    /** Both of 1 KB. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void withBodies() {
        append(plain, bodies);
    }

    private void append(LogEntry entry, LogPayload payload) {
        List<Written> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            batch.add(new Written(SampleEntries.numbered(++number, entry), payload));
        }
        Objects.requireNonNull(storage).logs().append(batch);
    }

    /** How many entries the store has. */
    public long entries() {
        return Objects.requireNonNull(storage).logs().counts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
