package dev.penstock.bootstrap.exam;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** What has come of an answer so far, kept also when its connection breaks: the JDK's own stream of a body loses its end then. */
final class Received implements BodyHandler<Boolean>, BodySubscriber<Boolean> {
    private static final String EVENTS = "text/event-stream";

    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int status;
    private String type = "";

    @Override
    public synchronized BodySubscriber<Boolean> apply(ResponseInfo head) {
        status = head.statusCode();
        type = head.headers().firstValue("content-type").orElse("");
        return this;
    }

    @Override
    public CompletionStage<Boolean> getBody() {
        return over;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> parts) {
        for (ByteBuffer part : parts) {
            byte[] some = new byte[part.remaining()];
            part.get(some);
            bytes.writeBytes(some);
        }
    }

    @Override
    public void onError(Throwable failure) {
        over.complete(false);
    }

    @Override
    public void onComplete() {
        over.complete(true);
    }

    Reply.Ending ending() {
        return over.getNow(false) ? Reply.Ending.CLEAN : Reply.Ending.BROKEN;
    }

    /** Passes on what is there, event by event where it is a stream. An event that is cut off in the middle does not count. */
    synchronized void tell(Reading reading) {
        String text = bytes.toString(StandardCharsets.UTF_8);
        reading.head(status);
        if (!type.startsWith(EVENTS)) {
            if (status > 0) {
                reading.whole(text);
            }
            return;
        }
        StringBuilder event = new StringBuilder();
        for (String line : text.split("\r\n|\r|\n", -1)) {
            if (line.isEmpty() && !event.isEmpty()) {
                reading.event(event.toString());
                event.setLength(0);
            } else if (line.startsWith("data:")) {
                event.append(event.isEmpty() ? "" : "\n")
                        .append(line.substring("data:".length()).stripLeading());
            }
        }
    }
}
