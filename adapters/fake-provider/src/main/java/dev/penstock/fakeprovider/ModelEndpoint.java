package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;

/** Answers model requests: thinks for a while, then speaks or fails as the model's name says. */
final class ModelEndpoint {
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream; charset=utf-8";
    private static final Duration SLOW = Duration.ofMillis(50);

    private final FakeProviderOptions options;
    private final AnswerWriter writer;

    ModelEndpoint(FakeProviderOptions options) {
        this.options = options;
        this.writer = new AnswerWriter(options.chunks());
    }

    void serve(Call call, Dialect dialect, JsonNode body) {
        Question question = dialect.read(call.path(), call.query(), body);
        if (body.isMissingNode()) {
            call.send(400, JSON, Json.buffer(dialect.error(400, "The body is not a JSON object.")));
        } else if (question.model().isEmpty()) {
            call.send(400, JSON, Json.buffer(dialect.error(400, "The request names no model.")));
        } else {
            call.after(options.latency(), () -> answer(call, dialect, question, body));
        }
    }

    private void answer(Call call, Dialect dialect, Question question, JsonNode body) {
        Fault fault = question.fault();
        switch (fault.kind()) {
            case STATUS -> refuse(call, dialect, fault);
            case RESET -> call.reset();
            case HANG -> {} // the caller's leaving ends it
            default -> {
                Answer answer = writer.answer(question);
                if (question.streamed()) {
                    stream(call, question, dialect.stream(answer, question));
                } else {
                    whole(call, fault, Json.buffer(dialect.whole(answer, body)));
                }
            }
        }
    }

    private static void refuse(Call call, Dialect dialect, Fault fault) {
        if (fault.retryAfter() >= 0) {
            call.response().putHeader("retry-after", Integer.toString(fault.retryAfter()));
        }
        String message = "The fake provider was asked for status " + fault.status() + ".";
        call.send(fault.status(), JSON, Json.buffer(dialect.error(fault.status(), message)));
    }

    private void stream(Call call, Question question, List<Buffer> beats) {
        Fault fault = question.fault();
        boolean events = question.shape() == Question.Shape.EVENTS;
        call.response().setChunked(true).putHeader("content-type", events ? EVENTS : JSON);
        boolean broken = fault.is(Fault.Kind.TRUNCATED) || fault.is(Fault.Kind.STALLED);
        List<Buffer> spoken = broken ? beats.subList(0, beats.size() / 2) : beats;
        Runnable ending = switch (fault.kind()) {
            case TRUNCATED -> call::close;
            case STALLED -> () -> {};
            default -> call::end;
        };
        new PacedStream(call, spoken, pace(fault), ending).start();
    }

    private Duration pace(Fault fault) {
        boolean slow = fault.is(Fault.Kind.SLOW_STREAM) && options.chunkDelay().compareTo(SLOW) < 0;
        return slow ? SLOW : options.chunkDelay();
    }

    private static void whole(Call call, Fault fault, Buffer answer) {
        if (fault.is(Fault.Kind.TRUNCATED)) {
            call.response()
                    .putHeader("content-type", JSON)
                    .putHeader("content-length", Integer.toString(answer.length()))
                    .write(answer.slice(0, answer.length() / 2))
                    .onComplete(written -> call.close());
        } else {
            call.send(200, JSON, answer);
        }
    }
}
