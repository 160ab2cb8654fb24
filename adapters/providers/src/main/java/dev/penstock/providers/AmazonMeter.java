package dev.penstock.providers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.providers.chat.EventReader;
import dev.penstock.providers.dialect.AmazonEventStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Hands those messages of Bedrock's binary event streams to a reader that can tell usage: of a Converse stream the last one,
 * of an invoked model's own stream each event that it wraps. Larger messages than any of those are passed over.
 */
final class AmazonMeter implements ReplyMeter.Reader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] USAGE = "sage".getBytes(StandardCharsets.US_ASCII);

    private static final int LARGEST_MESSAGE = 256 * 1024;

    private final SseMeter.Documents documents;
    private final EventReader events = new AmazonEventStream(this::event, LARGEST_MESSAGE);

    AmazonMeter(SseMeter.Documents documents) {
        this.documents = documents;
    }

    @Override
    public void chunk(ByteBuffer chunk) throws IOException {
        events.chunk(chunk);
    }

    @Override
    public void end() throws IOException {
        events.end();
    }

    private void event(String name, boolean failure, byte[] content) {
        if (name.equals("metadata")) {
            documents.read(content, 0, content.length);
        } else if (name.equals("chunk")) {
            wrapped(content);
        }
    }

    private void wrapped(byte[] content) {
        try (JsonParser parser = JSON.createParser(content)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING && "bytes".equals(parser.currentName())) {
                    byte[] own = parser.getBinaryValue();
                    if (Bytes.contain(own, 0, own.length, USAGE)) {
                        documents.read(own, 0, own.length);
                    }
                    return;
                }
            }
        } catch (IOException notJson) {
            // One broken message says nothing about the others.
        }
    }
}
