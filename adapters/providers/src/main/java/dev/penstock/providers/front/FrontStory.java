package dev.penstock.providers.front;

import com.fasterxml.jackson.databind.JsonNode;
import dev.penstock.providers.chat.Json;
import dev.penstock.providers.chat.SseEvents;
import dev.penstock.providers.chat.UnreadableReplyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a chat stream comes to, told to a translation: its chunks, and exactly one end, good or bad. */
final class FrontStory {
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = {'\n'};
    private static final String TOO_LONG = "an event of the provider's stream is too long";
    private static final String BROKE_OFF = "the provider's answer broke off";

    private final EventTranslation translation;
    private final EventSink out;
    private final SseEvents events = new SseEvents((name, failure, data) -> event(data));
    private boolean told;
    private @Nullable Throwable failure;

    FrontStory(EventTranslation translation, EventSink out) {
        this.translation = translation;
        this.out = out;
    }

    void chunk(ByteBuffer chunk) {
        if (!told) {
            tell(() -> events.chunk(chunk));
        }
    }

    /** Without {@code [DONE]}, an answer is whole that says why it is over. */
    void end() {
        if (told) {
            return;
        }
        tell(this::lastLine);
        if (!told && translation.isFinished()) {
            tell(this::done);
        } else if (!told) {
            UnreadableReplyException brokeOff = new UnreadableReplyException(BROKE_OFF);
            fail(ProviderError.saying(BROKE_OFF), brokeOff);
        }
    }

    /** What the stream ends with counts, though neither a line's end nor an empty line follows it. */
    private void lastLine() throws IOException {
        events.chunk(ByteBuffer.wrap(LINE_END));
        events.end();
    }

    void breakOff(Throwable cause) {
        if (!told && translation.isFinished()) {
            tell(this::done);
        } else if (!told) {
            fail(ProviderError.saying(BROKE_OFF), cause);
        }
    }

    boolean isTold() {
        return told;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    private void tell(Telling part) {
        try {
            part.run();
        } catch (UnreadableReplyException e) {
            fail(ProviderError.saying(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            fail(ProviderError.saying(TOO_LONG), new UnreadableReplyException(TOO_LONG));
        } catch (RuntimeException e) {
            fail(ProviderError.saying(BROKE_OFF), e);
        }
    }

    private interface Telling {
        void run() throws IOException;
    }

    private void event(byte[] data) {
        if (told || data.length == 0) {
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
