package dev.penstock.providers;

import dev.penstock.benchmarks.SampleChats;
import dev.penstock.benchmarks.SampleStreams;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metering;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The model and the usage of an answer: of a whole one of 1 KB, and of a stream of 50 pieces of text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class AnswerUsage {
    private final Headers json = Headers.NONE.with("content-type", "application/json");
    private final Headers events = Headers.NONE.with("content-type", "text/event-stream; charset=utf-8");
    private final ByteBuffer answer = SampleChats.answer();
    private final List<ByteBuffer> stream = SampleStreams.chat();
    private final List<ByteBuffer> streamInOne = SampleStreams.joined(stream);

    /** Of a body that is all here. */
    @Benchmark
    public Metering whole() {
        return ReplyMeter.whole(json, answer).read();
    }

    /** Of the same body, which arrives without a length. */
    @Benchmark
    public Metering arriving() {
        return along(json, List.of(answer));
    }

    @Benchmark
    public Metering stream() {
        return along(events, stream);
    }

    @Benchmark
    public Metering streamInOneBuffer() {
        return along(events, streamInOne);
    }

    private static Metering along(Headers headers, List<ByteBuffer> chunks) {
        ReplyMeter meter = ReplyMeter.of(headers);
        for (ByteBuffer chunk : chunks) {
            meter.chunk(chunk);
        }
        meter.end();
        return meter.read();
    }
}
