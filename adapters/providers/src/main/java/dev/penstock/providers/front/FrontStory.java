package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a chat stream comes to, told to a translation: its chunks, and exactly one end, good or bad. */
final class FrontStory {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final String BROKE_OFF = "the provider's answer broke off";

    private final EventTranslation translation;
    private final EventSink out;
    private final SseReader events = new SseReader(this::event);
    private boolean told;
    private @Nullable Throwable failure;

    FrontStory(EventTranslation translation, EventSink out) {
        this.translation = translation;
        this.out = out;
    }

    void chunk(ByteBuffer chunk) {
        if (!told) {
            tell(() -> events.take(chunk));
        }
    }

    /** Without {@code [DONE]}, an answer is whole that says why it is over. */
    void end() {
        if (told) {
            return;
        }
        tell(events::end);
        if (!told && translation.isFinished()) {
            tell(this::done);
        } else if (!told) {
            UnreadableReplyException brokeOff = new UnreadableReplyException(BROKE_OFF);
            fail(ChatError.saying(BROKE_OFF), brokeOff);
        }
    }

    void breakOff(Throwable cause) {
        if (!told && translation.isFinished()) {
            tell(this::done);
        } else if (!told) {
            fail(ChatError.saying(BROKE_OFF), cause);
        }
    }

    boolean isTold() {
        return told;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    private void tell(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            String reason = e instanceof UnreadableReplyException ? String.valueOf(e.getMessage()) : BROKE_OFF;
            fail(ChatError.saying(reason), e);
        }
    }

    private void event(byte[] data) {
        if (told) {
            return;
        }
        if (Arrays.equals(data, DONE)) {
            done();
            return;
        }
        JsonNode chunk = Json.read(data);
        if (chunk == null || !chunk.isObject()) {
            throw new UnreadableReplyException("an event of the provider's stream is no JSON object");
        }
        if (chunk.hasNonNull("error")) {
            fail(chunk, new UnreadableReplyException("the provider's answer broke off with an error"));
        } else {
            translation.chunk(chunk, out);
        }
    }

    private void done() {
        translation.end(out);
        told = true;
    }

    private void fail(JsonNode error, Throwable cause) {
        told = true;
        failure = cause;
        translation.fail(error, out);
    }
}
