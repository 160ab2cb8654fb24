package dev.penstock.providers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.Metering;
import dev.penstock.providers.dialect.AmazonEventStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads along in a reply's body for the model and the token usage, chunk by chunk and in bounded memory. A body that it does
 * not understand is simply not metered; reading along never disturbs the reply.
 */
final class ReplyMeter implements InferenceReply.Meter {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(200).build())
            .build();

    /** Reads decoded bytes of one content type. */
    interface Reader {
        void chunk(ByteBuffer chunk) throws IOException;

        void end() throws IOException;
    }

    private final UsageScanner scanner = new UsageScanner();
    private final @Nullable Inflate inflate;
    private @Nullable Reader reader;

    private ReplyMeter(Headers headers) {
        String type = headers.get("content-type");
        String mediaType = type == null ? "" : type.toLowerCase(Locale.ROOT);
        String encoding = Objects.requireNonNullElse(headers.get("content-encoding"), "");
        boolean plain = encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
        inflate = plain ? null : Inflate.of(encoding);
        reader = plain || inflate != null ? reader(mediaType) : null;
    }

    /** Reads along in a body that arrives in pieces. */
    static ReplyMeter of(Headers headers) {
        return new ReplyMeter(headers);
    }

    /** Reads a body that is all here, once somebody asks, and only once. */
    static InferenceReply.Meter whole(Headers headers, ByteBuffer body) {
        return new InferenceReply.Meter() {
            private @Nullable Metering found;

            @Override
            public Metering read() {
                if (found == null) {
                    found = meteringOf(headers, body);
                }
                return found;
            }
        };
    }

    private static Metering meteringOf(Headers headers, ByteBuffer body) {
        ReplyMeter meter = new ReplyMeter(headers);
        if (meter.inflate == null && meter.reader instanceof ReplyMeter.JsonReader) {
            // Short and all here: the parser for whole documents costs less than the one for pieces.
            meter.document(Bytes.of(body), Bytes.offset(body), body.remaining());
        } else {
            meter.chunk(body);
        }
        meter.end();
        return meter.read();
    }

    private @Nullable Reader reader(String mediaType) {
        if (mediaType.startsWith("text/event-stream")) {
            return new SseMeter(this::document);
        }
        if (mediaType.startsWith(AmazonEventStream.MEDIA_TYPE)) {
            return new AmazonMeter(this::document);
        }
        return mediaType.contains("json") ? new JsonReader() : null;
    }

    void chunk(ByteBuffer chunk) {
        if (reader == null) {
            return;
        }
        try {
            if (inflate == null) {
                reader.chunk(chunk);
            } else {
                inflate.chunk(chunk, reader::chunk);
            }
        } catch (IOException | RuntimeException notWhatItSaid) {
            stop();
        }
    }

    void end() {
        try {
            if (reader != null) {
                reader.end();
            }
        } catch (IOException notWhatItSaid) {
            // What was found before the fault still counts.
        }
        stop();
    }

    private void stop() {
        reader = null;
        if (inflate != null) {
            inflate.close();
        }
    }

    @Override
    public Metering read() {
        return scanner.metering();
    }

    /** One whole document: an event of a stream. A broken one is passed over. */
    private void document(byte[] bytes, int offset, int length) {
        scanner.begin();
        try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
            scanner.take(parser);
        } catch (IOException notJson) {
            // "[DONE]" is not JSON, and one broken event says nothing about the others.
        }
    }

    /** One document that arrives in pieces. */
    private final class JsonReader implements Reader {
        private final TextCutter cutter = new TextCutter(this::feed);
        private @Nullable JsonParser parser;

        @Override
        public void chunk(ByteBuffer chunk) throws IOException {
            if (parser == null) {
                parser = JSON.createNonBlockingByteArrayParser();
                scanner.begin();
            }
            int offset = Bytes.offset(chunk);
            cutter.pass(Bytes.of(chunk), offset, offset + chunk.remaining());
        }

        private void feed(byte[] bytes, int from, int to) throws IOException {
            JsonParser begun = Objects.requireNonNull(parser);
            ((ByteArrayFeeder) begun.getNonBlockingInputFeeder()).feedInput(bytes, from, to);
            scanner.take(begun);
        }

        @Override
        public void end() throws IOException {
            if (parser != null) {
                parser.close();
            }
        }
    }
}
