package dev.penstock.fakeprovider;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A streamed answer, with whatever goes wrong in the middle of it. */
final class SpokenAnswer {
    private static final Duration SLOW = Duration.ofMillis(50);

    private final Call call;
    private final Fault fault;
    private final Duration pause;

    SpokenAnswer(Call call, Fault fault, Duration pause) {
        this.call = call;
        this.fault = fault;
        this.pause = fault.is(Fault.Kind.SLOW_STREAM) && pause.compareTo(SLOW) < 0 ? SLOW : pause;
    }

    void start(Speech speech) {
        call.response().setChunked(true).putHeader("content-type", speech.contentType());
        PacedStream stream = new PacedStream(call, spoken(speech), pause, ending());
        if (fault.is(Fault.Kind.LATE_FIRST_TOKEN)) {
            call.response().writeHead().onComplete(head -> call.after(fault.pause(), stream::start));
        } else {
            stream.start();
        }
    }

    private List<Buffer> spoken(Speech speech) {
        List<Buffer> beats = new ArrayList<>(speech.beats());
        int half = (beats.size() + 1) / 2;
        switch (fault.kind()) {
            case TRUNCATED, STALLED -> {
                return beats.subList(0, fault.tokens() > 0 ? Math.min(fault.tokens(), beats.size()) : half);
            }
            case BROKEN_EVENT -> beats.add(half, speech.broken());
            default -> {}
        }
        Buffer ending = speech.ending(!fault.is(Fault.Kind.NO_TERMINATOR));
        if (ending.length() > 0) {
            beats.add(ending);
        }
        return beats;
    }

    private Runnable ending() {
        return switch (fault.kind()) {
            case TRUNCATED -> call::close;
            case STALLED -> fault.pause().isZero() ? () -> {} : () -> call.after(fault.pause(), call::close);
            default -> call::end;
        };
    }
}
