package dev.penstock.providers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.penstock.domain.inference.Frame;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.domain.inference.TokenUsage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads along in a realtime session for the token usage that its {@code response.done} events report, and adds it up. Only
 * events that are one text frame and say what they are at their beginning are looked at, which costs next to nothing for all
 * others.
 */
final class SessionMeter implements InferenceReply.Meter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();
    private static final byte[] DONE = "\"response.done\"".getBytes(StandardCharsets.US_ASCII);
    private static final int BEGINNING = 128;
    private static final int LONGEST_EVENT = 1024 * 1024;

    private @Nullable String model;
    private @Nullable TokenUsage usage;

    @Override
    public Metering read() {
        return new Metering(model, usage);
    }

    void frame(Frame frame) {
        if (frame instanceof Frame.Part part
                && part.kind() == Frame.Kind.TEXT
                && part.last()
                && part.length() <= LONGEST_EVENT) {
            event(part.bytes());
        }
    }

    private void event(ByteBuffer bytes) {
        byte[] event = Bytes.of(bytes);
        int offset = Bytes.offset(bytes);
        if (!Bytes.contain(event, offset, Math.min(BEGINNING, bytes.remaining()), DONE)) {
            return;
        }
        UsageScanner scanner = new UsageScanner();
        try (JsonParser parser = JSON.createParser(event, offset, bytes.remaining())) {
            scanner.take(parser);
        } catch (IOException notJson) {
            return;
        }
        Metering found = scanner.metering();
        model = found.model() == null ? model : found.model();
        if (found.usage() != null) {
            usage = usage == null ? found.usage() : usage.plus(found.usage());
        }
    }
}
