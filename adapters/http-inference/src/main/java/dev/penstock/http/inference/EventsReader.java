package dev.penstock.http.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.domain.inference.InferenceReply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells of an answer that comes as server-sent events, event by event. */
final class EventsReader extends AnswerReader {
    private static final String DONE = "[DONE]";

    private final EventStream events;

    EventsReader(UniversalCall call, InferenceReply reply, UniversalSocket socket, Sockets sockets) {
        super(call, reply, socket, sockets);
        this.events = new EventStream(this::event, sockets.limits().unified(), held);
    }

    @Override
    void begin() {
        socket.send(ServerMessage.created(call.eventId(), reply, null));
    }

    @Override
    @Nullable
    Problem take(ByteBuffer chunk) {
        try {
            events.feed(chunk);
            return null;
        } catch (EventStream.TooLong tooLong) {
            return tooLong(tooLong.forEver());
        }
    }

    private void event(byte[] data) {
        if (data.length != DONE.length() || !DONE.equals(new String(data, StandardCharsets.US_ASCII))) {
            socket.send(ServerMessage.piece(call.eventId(), JsonValue.ofEvent(data)));
        }
    }

    @Override
    void complete() {
        events.end();
        socket.send(ServerMessage.done(call.eventId(), reply));
    }
}
