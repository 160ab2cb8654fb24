package dev.penstock.http.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.domain.inference.InferenceReply;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Tells of an answer at once, when all of it is here. */
final class WholeReader extends AnswerReader {
    private final int most;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    WholeReader(UniversalCall call, InferenceReply reply, UniversalSocket socket, Sockets sockets) {
        super(call, reply, socket, sockets);
        this.most = sockets.limits().unified();
    }

    @Override
    void begin() {}

    @Override
    @Nullable
    Problem take(ByteBuffer chunk) {
        boolean tooLong = body.size() + chunk.remaining() > most;
        if (tooLong || !held.take(chunk.remaining())) {
            return tooLong(tooLong);
        }
        byte[] bytes = new byte[chunk.remaining()];
        chunk.duplicate().get(bytes);
        body.writeBytes(bytes);
        return null;
    }

    @Override
    void complete() {
        String response = JsonValue.of(
                body.toByteArray(),
                reply.headers().get("content-type"),
                reply.headers().get("content-encoding"));
        socket.send(ServerMessage.created(call.eventId(), reply, response));
    }
}
