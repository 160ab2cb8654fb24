package dev.penstock.benchmarks;

import dev.penstock.domain.route.Condition;
import dev.penstock.domain.route.ElementDraft.Properties;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whether one condition holds, on a request whose body has been looked through already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class Conditions {
    private static final List<String> TEXT = List.of("messages", "1", "content");
    private static final List<String> BOUND = List.of("max_tokens");

    private final Around around = Around.of(Set.of(TEXT, BOUND, List.of("user")));
    private final Condition equal = condition(Map.of("metadata.plan", "paid"));
    private final Condition oneOf =
            condition(Map.of("metadata.team", Map.of("$in", List.of("red", "green", "yellow", "blue"))));
    private final Condition ordered = condition(Map.of("body.max_tokens", Map.of("$lte", new BigDecimal(4096))));
    private final Condition header = condition(Map.of("headers.x-tier", "gold"));
    private final Condition pattern =
            condition(Map.of("body.messages.1.content", Map.of("$regex", "(?i)refund|invoice \\d{4,}")));
    private final Condition combined = condition(Map.of(
            "$and",
            List.of(
                    Map.of("metadata.plan", "paid"),
                    Map.of(
                            "$or",
                            List.of(
                                    Map.of("body.max_tokens", Map.of("$gt", new BigDecimal(4096))),
                                    Map.of("headers.x-tier", Map.of("$in", List.of("silver", "gold"))))),
                    Map.of("body.user", Map.of("$exists", false)))));

    private static Condition condition(Map<String, Object> filter) {
        return Condition.of(new Properties.Conditions(filter));
    }

    private boolean test(Condition condition) {
        return condition.test(around.facts(), around.search());
    }

    @Benchmark
    public boolean equalInMetadata() {
        return test(equal);
    }

    @Benchmark
    public boolean oneOfInMetadata() {
        return test(oneOf);
    }

    @Benchmark
    public boolean orderedInBody() {
        return test(ordered);
    }

    @Benchmark
    public boolean equalInHeaders() {
        return test(header);
    }

    /** A pattern that is nowhere in a text of 900 characters. */
    @Benchmark
    public boolean patternInBody() {
        return test(pattern);
    }

    /** One of two in three of all. */
    @Benchmark
    public boolean combined() {
        return test(combined);
    }
}
