package dev.penstock.http.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.domain.inference.InferenceReply;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the answer to one request on a WebSocket, and tells the caller of it. Asks for more only while the caller reads. */
abstract sealed class AnswerReader implements Flow.Subscriber<ByteBuffer> permits EventsReader, WholeReader {
    final UniversalCall call;
    final InferenceReply reply;
    final UniversalSocket socket;
    final HeldBytes held;
    private Flow.@Nullable Subscription subscription;
    private boolean over;

    AnswerReader(UniversalCall call, InferenceReply reply, UniversalSocket socket, Sockets sockets) {
        this.call = call;
        this.reply = reply;
        this.socket = socket;
        this.held = new HeldBytes(sockets.memory());
    }

    /** What is to be said before anything is read. */
    abstract void begin();

    /** Null, or why no more can be taken. */
    abstract @Nullable Problem take(ByteBuffer chunk);

    abstract void complete();

    /** Takes an answer that is all here. */
    void readWhole(ByteBuffer bytes) {
        begin();
        onNext(bytes);
        onComplete();
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begin();
        more();
    }

    private void more() {
        if (!over && subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(ByteBuffer chunk) {
        if (over) {
            return;
        }
        Problem why = take(chunk);
        if (why == null) {
            socket.whenDrained(this::more);
        } else {
            cancel();
            call.brokeOff(reply, why);
        }
    }

    /** That the answer is longer than messages are, or that there is no room for it now. */
    Problem tooLong(boolean forEver) {
        return forEver
                ? new Problem.UnreadableReply(reply.origin().provider(), "the answer is too long for a message")
                : new Problem.Busy("too many long answers are held at the moment; try again");
    }

    @Override
    public void onError(Throwable failure) {
        if (finish()) {
            call.brokeOff(reply, new Problem.ProviderFailed(reply.origin().provider(), "the provider broke off"));
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            complete();
            finish();
            call.ended();
        }
    }

    void cancel() {
        if (finish() && subscription != null) {
            subscription.cancel();
        }
    }

    private boolean finish() {
        boolean first = !over;
        over = true;
        held.release();
        return first;
    }
}
