package dev.penstock.fakeprovider;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A streamed answer as a dialect frames it.
 *
 * @param beats one buffer for each piece of the answer; the first also opens the stream
 * @param closing the events after the last piece; the last of them is the dialect's terminator
 * @param broken an event that cannot be read
 */
record Speech(String contentType, List<Buffer> beats, List<Buffer> closing, Buffer broken) {
    private static final String EVENTS = "text/event-stream; charset=utf-8";
    private static final Buffer BROKEN = Buffer.buffer("data: {\"choices\": [{\"delta\": {\"cont\n\n");

    /** How a dialect words the parts of a stream. Blocks are numbered from 0. */
    interface Wording {
        Buffer opening();

        Buffer start(int index, Block block);

        Buffer piece(int index, Block block, String piece);

        Buffer stop(int index, Block block);
    }

    static Speech events(List<Buffer> beats, Buffer... closing) {
        return new Speech(EVENTS, beats, List.of(closing), BROKEN);
    }

    /** Puts the answer's pieces into the dialect's words. */
    static List<Buffer> beats(Answer answer, Wording words) {
        List<Buffer> beats = new ArrayList<>();
        for (int index = 0; index < answer.blocks().size(); index++) {
            Block block = answer.blocks().get(index);
            int last = block.pieces().size() - 1;
            for (int i = 0; i <= last; i++) {
                Buffer beat = beats.isEmpty() ? words.opening() : Buffer.buffer();
                if (i == 0) {
                    beat.appendBuffer(words.start(index, block));
                }
                beat.appendBuffer(words.piece(index, block, block.pieces().get(i)));
                if (i == last) {
                    beat.appendBuffer(words.stop(index, block));
                }
                beats.add(beat);
            }
        }
        return beats;
    }

    /** The end of the stream, with its terminator or without. */
    Buffer ending(boolean terminated) {
        Buffer ending = Buffer.buffer();
        closing.subList(0, closing.size() - (terminated ? 0 : 1)).forEach(ending::appendBuffer);
        return ending;
    }
}
