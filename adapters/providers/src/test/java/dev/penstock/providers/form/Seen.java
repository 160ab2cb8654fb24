package dev.penstock.providers.form;

import dev.penstock.application.port.AnswerForms.Event;
import dev.penstock.application.port.AnswerForms.Kind;
import dev.penstock.application.port.AnswerForms.Reading;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a reading made of a stream; empty events of frames and content are left out of the kinds. */
record Seen(List<Kind> kinds, String passed, String text, boolean canBeContinued) {
    /** All of it, and its end. */
    static Seen of(Reading reading, byte[]... pieces) {
        List<Event> events = new ArrayList<>();
        for (byte[] piece : pieces) {
            events.addAll(reading.take(padded(piece)));
        }
        events.addAll(reading.end());
        return of(reading, events);
    }

    /** As far as it came. */
    static Seen broken(Reading reading, byte[] piece) {
        return of(reading, reading.take(padded(piece)));
    }

    /** Amid other bytes, as chunks of the network are. */
    private static ByteBuffer padded(byte[] piece) {
        byte[] more = new byte[piece.length + 7];
        Arrays.fill(more, (byte) '\n');
        System.arraycopy(piece, 0, more, 3, piece.length);
        return ByteBuffer.wrap(more, 3, piece.length).asReadOnlyBuffer();
    }

    private static Seen of(Reading reading, List<Event> events) {
        StringBuilder passed = new StringBuilder();
        List<Kind> kinds = new ArrayList<>();
        for (Event event : events) {
            boolean empty = !event.bytes().hasRemaining();
            boolean silent = empty && (event.kind() == Kind.FRAME || event.kind() == Kind.CONTENT);
            if (!silent) {
                kinds.add(event.kind());
            }
            if (event.kind() != Kind.BROKEN) {
                passed.append(StandardCharsets.UTF_8.decode(event.bytes().duplicate()));
            }
        }
        return new Seen(kinds, passed.toString(), reading.text(), reading.canBeContinued());
    }

    byte[] bytes() {
        return passed.getBytes(StandardCharsets.UTF_8);
    }

    long count(Kind kind) {
        return kinds.stream().filter(kind::equals).count();
    }
}
