package dev.penstock.application.conduct;

import dev.penstock.application.port.Alarm;
import dev.penstock.application.port.AnswerForms.StreamForm;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A streamed answer that is held back until it says something, and passes event by event from then on. It ends well only when it
 * said all that it had to say; silence, an error inside it and an early end are failures. For one event loop.
 */
public final class AwaitedStream implements Flow.Publisher<ByteBuffer> {
    private final AwaitedReading reading;

    /**
     * How a stream is to be read.
     *
     * @param stall how long it may be silent; null for as long as it likes
     * @param strict whether an event that cannot be read is a failure, and not only left out
     * @param tells whether the reader is told inside the stream that it will not be whole
     */
    public record Terms(
            StreamForm form,
            @Nullable Duration stall,
            boolean strict,
            boolean tells,
            Alarm alarm,
            InstantSource clock) {}

    private AwaitedStream(AwaitedReading reading) {
        this.reading = reading;
    }

    /**
     * The stream, once it has begun to speak; fails with an {@link AnswerBrokenException} when it does not.
     *
     * @param abandoned completes when nobody waits for that any more
     */
    public static CompletionStage<Flow.Publisher<ByteBuffer>> of(
            Flow.Publisher<ByteBuffer> chunks, Terms terms, CompletionStage<Void> abandoned) {
        AwaitedReading reading = new AwaitedReading(terms);
        chunks.subscribe(reading);
        abandoned.thenRun(reading::abandon);
        return reading.begun().thenApply(begun -> new AwaitedStream(reading));
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        reading.passTo(reader);
    }
}
