package dev.penstock.benchmarks;

import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.RequestFacts;
import dev.penstock.domain.inference.RequestOptions;
import dev.penstock.http.inference.RequestHeaders;
import dev.penstock.http.inference.RequestScanner;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Looks at a chat request of 1 KB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class RequestScans {
    private final ByteBuffer body = SampleChats.request("gpt-4o-mini");
    private final ByteBuffer modelLast = SampleChats.requestWithModelLast("gpt-4o-mini");
    private final RequestFacts facts = RequestScanner.scan(body);
    private final Set<List<String>> places = DrawnRoutes.eightElements().bodyPlaces();
    private final Headers headers = SampleChats.headers();

    /** The model, where SDKs write it. */
    @Benchmark
    public RequestFacts model() {
        return RequestScanner.scan(body);
    }

    /** The model, behind all messages. */
    @Benchmark
    public RequestFacts modelLast() {
        return RequestScanner.scan(modelLast);
    }

    /** Whether a stream is asked for, and how many tokens at most. */
    @Benchmark
    public RequestFacts.Asked streamAndTokens() {
        return facts.rest().ask();
    }

    /** What the route of eight elements looks at. */
    @Benchmark
    public Map<List<String>, @Nullable Object> placesOfRoute() {
        return facts.rest().find(places);
    }

    /** What the headers ask for: a token and metadata among 13 of them. */
    @Benchmark
    public RequestOptions headers() {
        return RequestHeaders.options(headers);
    }
}
