package dev.penstock.storage.sql;

import dev.penstock.benchmarks.SampleEntries;
import dev.penstock.domain.log.LogEntry;
import dev.penstock.domain.log.LogPayload;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A log entry as the values of its rows, without SQLite: what {@code LogAppends} costs beyond it is the database. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class LogEncoding {
    private final LogEntry plain = SampleEntries.plain();
    private final LogEntry withMetadata = SampleEntries.withMetadata();
    private final LogEntry withShortWay = SampleEntries.withShortWay();
    private final LogEntry withLongWay = SampleEntries.withLongWay();
    private final LogPayload bodies = SampleEntries.bodies();
    private final EncodingConnection connection = new EncodingConnection();
    private final LogRowWriter rows;
    private final PayloadWriter payloads;

    public LogEncoding() {
        try {
            rows = new LogRowWriter(connection);
            payloads = new PayloadWriter(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public long plain() throws SQLException {
        return write(plain);
    }

    @Benchmark
    public long withMetadata() throws SQLException {
        return write(withMetadata);
    }

    /** The way through the shortest route. */
    @Benchmark
    public long withShortWay() throws SQLException {
        return write(withShortWay);
    }

    /** The way through the route of eight elements. */
    @Benchmark
    public long withLongWay() throws SQLException {
        return write(withLongWay);
    }

    private long write(LogEntry entry) throws SQLException {
        rows.insert(17, 1, 3, entry);
        return connection.bytes();
    }

    /** Two bodies of 1 KB. */
    @Benchmark
    public long bodies() throws SQLException {
        payloads.insert(17, bodies);
        return connection.bytes();
    }

    /** What an entry has in common with others, by which its facet is found. */
    @Benchmark
    public int facet() {
        return FacetRow.of(plain).hashCode();
    }
}
