package dev.penstock.application.port;

import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.Frame;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.InferenceReply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A provider of sessions that does what a test says: refuses, fails, or opens one and sends what it is given. */
public final class FakeRealtimeClient implements RealtimeClient, RealtimeClient.Connection {
    private final List<Call> calls = new ArrayList<>();
    private int status = 101;
    private @Nullable RuntimeException failure;
    private Flow.@Nullable Subscriber<? super Frame> toCaller;
    private boolean abandoned;

    public void refuses(int with) {
        status = with;
    }

    public void fails(RuntimeException with) {
        failure = with;
    }

    /** The last WebSocket that was asked for. */
    public Call call() {
        return calls.getLast();
    }

    public int count() {
        return calls.size();
    }

    /** Whether the provider's side was ended without a word. */
    public boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public CompletionStage<Answer> open(Call call, CompletionStage<Void> callerLeft) {
        calls.add(call);
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        callerLeft.thenRun(() -> answer.completeExceptionally(new CancellationException()));
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else {
            InferenceReply reply = new InferenceReply(
                    status,
                    Headers.NONE,
                    Body.EMPTY,
                    new InferenceReply.Origin(call.provider().id(), call.model()),
                    InferenceReply.Meter.NONE);
            answer.complete(new Answer(reply, status == 101 ? new Opened(null, this) : null));
        }
        return answer;
    }

    @Override
    public Flow.Publisher<Frame> join(Flow.Publisher<Frame> toProvider) {
        return reader -> {
            toCaller = reader;
            reader.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {
                    abandon();
                }
            });
        };
    }

    @Override
    public void abandon() {
        abandoned = true;
    }

    /** The provider sends this. */
    public void sends(Frame frame) {
        if (toCaller != null) {
            toCaller.onNext(frame);
            if (frame instanceof Frame.Close) {
                toCaller.onComplete();
            }
        }
    }

    /** The provider's connection ends without a word. */
    public void dies() {
        if (toCaller != null) {
            toCaller.onError(new IllegalStateException("gone"));
        }
    }
}
