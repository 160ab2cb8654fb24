package dev.penstock.providers.front;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A stream of chat completion chunks, read as the event stream of a caller's API. To be read once, as the chunks are. */
record FrontChunks(Flow.Publisher<ByteBuffer> chat, EventTranslation translation)
        implements Flow.Publisher<ByteBuffer> {
    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
        chat.subscribe(new FrontReading(reader, translation));
    }
}
