package dev.penstock.application.inference;

import dev.penstock.application.port.RealtimeClient;
import dev.penstock.domain.inference.Frame;
import dev.penstock.domain.log.LogEntry.Ending;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A WebSocket that a provider has opened, seen from the caller's side. For its event loop. */
public final class Session {
    private final @Nullable String protocol;
    private final RealtimeClient.Connection connection;
    private final @Nullable Recording recording;
    private boolean over;

    Session(@Nullable String protocol, RealtimeClient.Connection connection, @Nullable Recording recording) {
        this.protocol = protocol;
        this.connection = connection;
        this.recording = recording;
    }

    /** The subprotocol that the provider has chosen; null for none. */
    public @Nullable String protocol() {
        return protocol;
    }

    /**
     * Joins caller and provider, once. What comes back is to be subscribed to once: the provider's frames. Cancelling means that
     * the caller is gone, and ends the provider's side at once.
     */
    public Flow.Publisher<Frame> join(Flow.Publisher<Frame> fromCaller) {
        Flow.Publisher<Frame> counted =
                reader -> fromCaller.subscribe(new Watching(reader, frame -> count(frame, true), ending -> {}));
        Flow.Publisher<Frame> fromProvider = connection.join(counted);
        return reader -> fromProvider.subscribe(new Watching(reader, frame -> count(frame, false), this::end));
    }

    /** The caller left before the two could be joined. */
    public void abandon() {
        connection.abandon();
        end(Ending.CANCELLED);
    }

    private void count(Frame frame, boolean toProvider) {
        if (over || recording == null || !(frame instanceof Frame.Part part)) {
            return;
        }
        if (toProvider) {
            recording.requestChunk(part.bytes());
        } else {
            recording.replyChunk(part.bytes());
        }
    }

    private void end(Ending ending) {
        if (!over) {
            over = true;
            if (recording != null) {
                recording.replyEnds(ending);
            }
        }
    }
}
