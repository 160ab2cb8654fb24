package dev.penstock.fakeprovider;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A streamed answer, with whatever goes wrong in the middle of it. */
final class SpokenAnswer {
    private static final String EVENTS = "text/event-stream; charset=utf-8";
    private static final Duration SLOW = Duration.ofMillis(50);
    private static final Buffer BROKEN = Buffer.buffer("data: {\"choices\": [{\"delta\": {\"cont\n\n");

    private final Call call;
    private final Question question;
    private final Fault fault;
    private final Duration pause;

    SpokenAnswer(Call call, Question question, Duration pause) {
        this.call = call;
        this.question = question;
        this.fault = question.fault();
        this.pause = fault.is(Fault.Kind.SLOW_STREAM) && pause.compareTo(SLOW) < 0 ? SLOW : pause;
    }

    void start(List<Buffer> beats) {
        boolean events = question.shape() == Question.Shape.EVENTS;
        call.response().setChunked(true).putHeader("content-type", events ? EVENTS : ModelEndpoint.JSON);
        PacedStream stream = new PacedStream(call, spoken(beats), pause, ending());
        if (fault.is(Fault.Kind.LATE_FIRST_TOKEN)) {
            call.response().writeHead().onComplete(head -> call.after(fault.pause(), stream::start));
        } else {
            stream.start();
        }
    }

    private List<Buffer> spoken(List<Buffer> beats) {
        int half = beats.size() / 2;
        return switch (fault.kind()) {
            case TRUNCATED, STALLED -> beats.subList(0, half);
            case BROKEN_EVENT -> {
                List<Buffer> all = new ArrayList<>(beats);
                all.add(half, BROKEN);
                yield all;
            }
            case NO_TERMINATOR -> {
                List<Buffer> all = new ArrayList<>(beats);
                all.add(withoutLastEvent(all.removeLast()));
                yield all;
            }
            default -> beats;
        };
    }

    private Runnable ending() {
        return switch (fault.kind()) {
            case TRUNCATED -> call::close;
            case STALLED -> () -> {};
            default -> call::end;
        };
    }

    private static Buffer withoutLastEvent(Buffer closing) {
        String events = closing.toString();
        int end = events.lastIndexOf("\n\n", events.length() - 3);
        return Buffer.buffer(end < 0 ? "" : events.substring(0, end + 2));
    }
}
