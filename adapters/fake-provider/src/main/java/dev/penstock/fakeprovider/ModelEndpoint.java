package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;

/** Answers model requests: thinks for a while, then speaks, or fails as the model's name says. */
final class ModelEndpoint {
    static final String JSON = "application/json";

    private final FakeProviderOptions options;
    private final Strike strike;
    private final InstantSource clock;
    private final AnswerWriter writer;
    private final Attempts attempts = new Attempts();

    ModelEndpoint(FakeProviderOptions options, Strike strike, InstantSource clock) {
        this.options = options;
        this.strike = strike;
        this.clock = clock;
        this.writer = new AnswerWriter(options.chunks());
    }

    void serve(Call call, Dialect dialect, JsonNode body) {
        Question question = dialect.read(call.path(), call.query(), body);
        if (body.isMissingNode()) {
            refuse(call, dialect, Refusal.of(400, "The body is not a JSON object."));
        } else if (question.model().isEmpty()) {
            refuse(call, dialect, Refusal.of(400, "The request names no model."));
        } else {
            Fault fault = striking(question.model());
            Duration pause = fault.is(Fault.Kind.LATENCY) ? fault.pause() : options.latency();
            call.after(pause, () -> answer(call, dialect, new Asked(question, fault, body)));
        }
    }

    static void refuse(Call call, Dialect dialect, Refusal refusal) {
        if (!call.over()) {
            dialect.errorHeaders(refusal).forEach(call.response()::putHeader);
            call.send(refusal.status(), JSON, Json.buffer(dialect.error(refusal)));
        }
    }

    /** The fault of this very request: one that struck often or long enough is over. */
    private Fault striking(String model) {
        Strike.Blow blow = strike.blow();
        Fault fault = blow == null ? Fault.of(model) : blow.fault();
        if (fault.is(Fault.Kind.NONE)) {
            return fault;
        }
        Attempts.Attempt attempt = attempts.next(blow == null ? model : blow.key(), clock.instant());
        boolean over = switch (fault.kind()) {
            case DOWN_FOR -> !clock.instant().isBefore(attempt.since().plus(fault.pause()));
            case DOWN_UNTIL -> !clock.instant().isBefore(fault.until());
            default -> attempt.number() > fault.first();
        };
        return over ? Fault.none() : fault;
    }

    private void answer(Call call, Dialect dialect, Asked asked) {
        switch (asked.fault.kind()) {
            case STATUS -> fail(call, dialect, asked.fault);
            case DOWN_FOR, DOWN_UNTIL -> refuse(call, dialect, Refusal.of(503, "The fake provider is down."));
            case CONTEXT_LENGTH -> refuse(call, dialect, Refusal.CONTEXT_LENGTH);
            case CONTENT_POLICY -> refuse(call, dialect, Refusal.CONTENT_POLICY);
            case RESET -> call.reset();
            case HANG -> {} // the caller's leaving ends it
            case NO_PREFILL -> {
                if (asked.question.prompt().prefilled()) {
                    refuse(call, dialect, Refusal.PREFILL);
                } else {
                    speak(call, dialect, asked);
                }
            }
            default -> speak(call, dialect, asked);
        }
    }

    private static void fail(Call call, Dialect dialect, Fault fault) {
        if (fault.retryAfter() >= 0) {
            call.response().putHeader("retry-after", Integer.toString(fault.retryAfter()));
        }
        String message = "The fake provider was asked for status " + fault.status() + ".";
        refuse(call, dialect, Refusal.of(fault.status(), message));
    }

    private void speak(Call call, Dialect dialect, Asked asked) {
        Answer answer = writer.answer(asked.question, asked.fault);
        if (asked.question.streamed()) {
            new SpokenAnswer(call, asked.fault, options.chunkDelay()).start(dialect.stream(answer, asked.question));
        } else {
            whole(call, asked.fault, Json.buffer(dialect.whole(answer, asked.body)));
        }
    }

    private static void whole(Call call, Fault fault, Buffer answer) {
        switch (fault.kind()) {
            case TRUNCATED ->
                head(call, answer).write(answer.slice(0, answer.length() / 2)).onComplete(written -> call.close());
            case STALLED_BODY -> {
                head(call, answer).write(answer.slice(0, answer.length() / 2));
                if (!fault.pause().isZero()) {
                    call.after(fault.pause(), call::close);
                }
            }
            case BROKEN_BODY -> call.send(200, JSON, answer.slice(0, answer.length() / 2));
            case LATE_FIRST_TOKEN ->
                head(call, answer)
                        .writeHead()
                        .onComplete(head -> call.after(fault.pause(), () -> {
                            call.response().write(answer);
                            call.end();
                        }));
            default -> call.send(200, JSON, answer);
        }
    }

    private static HttpServerResponse head(Call call, Buffer answer) {
        return call.response()
                .putHeader("content-type", JSON)
                .putHeader("content-length", Integer.toString(answer.length()));
    }

    /** A question with what was found out about it. */
    private record Asked(Question question, Fault fault, JsonNode body) {}
}
