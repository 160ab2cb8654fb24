package dev.penstock.http.inference;

import dev.penstock.domain.inference.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the fragments of a message together. What is too long, or finds no room, is thrown away as it comes. */
final class MessageCollector {
    private final int most;
    private final List<ByteBuffer> parts = new ArrayList<>(1);
    private @Nullable HeldBytes held;
    private int length;
    private Fate fate = Fate.UNFINISHED;

    /** What became of a message. */
    enum Fate {
        UNFINISHED,
        WHOLE,
        TOO_LONG,
        NO_ROOM
    }

    /**
     * @param most how long a message may be
     */
    MessageCollector(int most) {
        this.most = most;
    }

    /**
     * @param room what a message that begins with this part is held in
     */
    Fate take(Frame.Part part, HeldBytes room) {
        if (part.kind() != Frame.Kind.CONTINUATION) {
            parts.clear();
            length = 0;
            fate = Fate.UNFINISHED;
            held = room;
        }
        length += part.length();
        if (length > most) {
            drop(Fate.TOO_LONG);
        } else if (fate == Fate.UNFINISHED && held != null && !held.take(part.length())) {
            drop(Fate.NO_ROOM);
        } else if (fate == Fate.UNFINISHED) {
            parts.add(part.bytes());
        }
        if (fate == Fate.UNFINISHED && part.last()) {
            return Fate.WHOLE;
        }
        return part.last() || fate == Fate.TOO_LONG ? fate : Fate.UNFINISHED;
    }

    private void drop(Fate why) {
        fate = why;
        release();
    }

    /** Lets go of a message that will not come to its end. */
    void release() {
        parts.clear();
        if (held != null) {
            held.release();
        }
    }

    /** The message, in an array; whoever takes it gives its memory back. */
    ByteBuffer message() {
        ByteBuffer whole = parts.size() == 1 && parts.getFirst().hasArray() ? parts.getFirst() : joined();
        parts.clear();
        return whole;
    }

    private ByteBuffer joined() {
        ByteBuffer whole = ByteBuffer.allocate(length);
        parts.forEach(part -> whole.put(part.duplicate()));
        return whole.flip();
    }
}
