package dev.penstock.benchmarks;

import dev.penstock.application.conduct.SecuredStream;
import dev.penstock.application.port.AnswerForms;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.providers.chat.SseEvents;
import dev.penstock.providers.dialect.Asked;
import dev.penstock.providers.dialect.Dialect;
import dev.penstock.providers.dialect.Dialects;
import dev.penstock.providers.dialect.Translation;
import dev.penstock.providers.form.JsonAnswerForms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

/** Takes the events out of a whole stream of 50 pieces of text: each in a buffer of its own, or all in one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class StreamEvents {
    private static final SecuredStream.Rescuer NO_RESCUE = new SecuredStream.Rescuer() {
        @Override
        public CompletionStage<SecuredStream.@Nullable Replacement> rescue(String shown, String reason) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void abandon() {}
    };

    private final List<ByteBuffer> chat = SampleStreams.chat();
    private final List<ByteBuffer> chatInOne = SampleStreams.joined(chat);
    private final List<ByteBuffer> messages = SampleStreams.messages();
    private final List<ByteBuffer> messagesInOne = SampleStreams.joined(messages);
    private final AnswerForms.StreamForm form = form();
    private final Translation translation = translation();

    private static AnswerForms.StreamForm form() {
        InferenceReply reply = new InferenceReply(
                200,
                Headers.NONE.with("content-type", "text/event-stream"),
                Body.EMPTY,
                new InferenceReply.Origin(new ProviderId("openai"), "gpt-4o-mini"),
                InferenceReply.Meter.NONE);
        return Objects.requireNonNull(
                new JsonAnswerForms().stream(new RequestTarget.Unified(Api.CHAT_COMPLETIONS, null), reply));
    }

    private static Translation translation() {
        Dialect anthropic = Objects.requireNonNull(Dialects.named("anthropic"));
        Asked asked = new Asked("chatcmpl-bench", "anthropic/claude-haiku-4-5", Instant.EPOCH);
        return Translation.of(anthropic, "claude-haiku-4-5", SampleChats.request("claude-haiku-4-5"), asked);
    }

    /** As failures in streams are watched for: what each event means. */
    @Benchmark
    public int meaning() {
        return read(chat);
    }

    @Benchmark
    public int meaningInOneBuffer() {
        return read(chatInOne);
    }

    private int read(List<ByteBuffer> chunks) {
        AnswerForms.Reading reading = form.read();
        int told = 0;
        for (ByteBuffer chunk : chunks) {
            for (AnswerForms.Event event : reading.take(chunk)) {
                told += event.kind() == AnswerForms.Kind.CONTENT ? 1 : 0;
            }
        }
        return told;
    }

    /** The same, and passed on to a caller, who would be rescued if it broke. */
    @Benchmark
    public long secured() {
        return pass(chat);
    }

    @Benchmark
    public long securedInOneBuffer() {
        return pass(chatInOne);
    }

    private long pass(List<ByteBuffer> chunks) {
        SampleStreams.Reader caller = new SampleStreams.Reader();
        new SecuredStream(new SampleStreams.Publisher(chunks), form, NO_RESCUE).subscribe(caller);
        return caller.bytes();
    }

    /** As dialects read them: names and data. */
    @Benchmark
    public long namesAndContent() throws IOException {
        return split(messages);
    }

    @Benchmark
    public long namesAndContentInOneBuffer() throws IOException {
        return split(messagesInOne);
    }

    private static long split(List<ByteBuffer> chunks) throws IOException {
        long[] bytes = new long[1];
        SseEvents events = new SseEvents((name, failure, content) -> bytes[0] += content.length);
        for (ByteBuffer chunk : chunks) {
            events.chunk(chunk);
        }
        events.end();
        return bytes[0];
    }

    /** Anthropic's messages as chat completions. */
    @Benchmark
    public long translated() {
        return translate(messages);
    }

    @Benchmark
    public long translatedInOneBuffer() {
        return translate(messagesInOne);
    }

    private long translate(List<ByteBuffer> chunks) {
        SampleStreams.Reader caller = new SampleStreams.Reader();
        translation.stream(new SampleStreams.Publisher(chunks)).subscribe(caller);
        return caller.bytes();
    }
}
