package dev.penstock.benchmarks;

import dev.penstock.application.port.SampleGateways;
import dev.penstock.domain.account.Secret;
import dev.penstock.domain.cache.CacheKey;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an answer is kept under. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class CacheKeys {
    private final ByteBuffer body = SampleChats.request("gpt-4o-mini");
    private final CacheKey.Scope scope = new CacheKey.Scope(
            SampleGateways.plain("benchmark"), new CacheKey.Credential.Sent(new Secret("sk-benchmark")), null);

    /** Of a request of 1 KB. */
    @Benchmark
    public CacheKey ofRequest() {
        return CacheKey.of(
                scope, new CacheKey.Question("openai", "POST", "chat/completions", null, "gpt-4o-mini", body));
    }

    /** Of a request that brings a key of its own. */
    @Benchmark
    public CacheKey named() {
        return CacheKey.named(scope, "own faq-17", false);
    }
}
