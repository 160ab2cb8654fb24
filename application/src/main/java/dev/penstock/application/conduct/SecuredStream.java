package dev.penstock.application.conduct;

import dev.penstock.application.port.AnswerForms.StreamForm;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A stream that the caller already reads. When it breaks, another one takes its place where one can; else it ends with an event
 * that says so, and with an error. The caller never sees a broken stream that looks whole. For one event loop.
 */
public final class SecuredStream implements Flow.Publisher<ByteBuffer> {
    private final Flow.Publisher<ByteBuffer> chunks;
    private final StreamForm form;
    private final @Nullable Rescuer rescuer;

    /** Finds what goes on with a broken answer. */
    public interface Rescuer {
        /**
         * The stream that takes the place of the one that broke last; null when there is none.
         *
         * @param shown the text that the caller has seen
         */
        CompletionStage<@Nullable Replacement> rescue(String shown, String reason);

        /** The caller has left: nobody waits for a stream any more. */
        void abandon();
    }

    /**
     * A stream in place of another.
     *
     * @param anew whether it tells the answer from its beginning
     */
    public record Replacement(Flow.Publisher<ByteBuffer> chunks, boolean anew) {}

    /**
     * @param rescuer null when nothing is to take a broken stream's place
     */
    public SecuredStream(Flow.Publisher<ByteBuffer> chunks, StreamForm form, @Nullable Rescuer rescuer) {
        this.chunks = chunks;
        this.form = form;
        this.rescuer = rescuer;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        new SecuredReading(reader, form, rescuer).begin(chunks);
    }
}
