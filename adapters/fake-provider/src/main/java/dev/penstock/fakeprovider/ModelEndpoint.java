package dev.penstock.fakeprovider;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** Answers model requests: thinks for a while, then speaks, or fails as the model's name says. */
final class ModelEndpoint {
    static final String JSON = "application/json";

    private final FakeProviderOptions options;
    private final AnswerWriter writer;
    private final Attempts attempts = new Attempts();

    ModelEndpoint(FakeProviderOptions options) {
        this.options = options;
        this.writer = new AnswerWriter(options.chunks());
    }

    void serve(Call call, Dialect dialect, JsonNode body) {
        Question question = dialect.read(call.path(), call.query(), body);
        if (body.isMissingNode()) {
            refuse(call, dialect, Refusal.of(400, "The body is not a JSON object."));
        } else if (question.model().isEmpty()) {
            refuse(call, dialect, Refusal.of(400, "The request names no model."));
        } else {
            Fault fault = question.fault();
            Duration pause = fault.is(Fault.Kind.LATENCY) ? fault.pause() : options.latency();
            call.after(pause, () -> answer(call, dialect, question, body));
        }
    }

    static void refuse(Call call, Dialect dialect, Refusal refusal) {
        call.send(refusal.status(), JSON, Json.buffer(dialect.error(refusal)));
    }

    private void answer(Call call, Dialect dialect, Question question, JsonNode body) {
        Fault fault = question.fault();
        switch (fault.kind()) {
            case STATUS -> {
                if (attempts.next(question.model()) <= fault.first()) {
                    fail(call, dialect, fault);
                } else {
                    speak(call, dialect, question, body);
                }
            }
            case CONTEXT_LENGTH -> {
                String message = "The prompt is longer than this model's context of 8 tokens.";
                refuse(call, dialect, new Refusal(400, "context_length_exceeded", message));
            }
            case CONTENT_POLICY -> {
                String message = "The request was rejected because of its content.";
                refuse(call, dialect, new Refusal(400, "content_policy_violation", message));
            }
            case RESET -> call.reset();
            case HANG -> {} // the caller's leaving ends it
            default -> speak(call, dialect, question, body);
        }
    }

    private static void fail(Call call, Dialect dialect, Fault fault) {
        if (fault.retryAfter() >= 0) {
            call.response().putHeader("retry-after", Integer.toString(fault.retryAfter()));
        }
        String message = "The fake provider was asked for status " + fault.status() + ".";
        refuse(call, dialect, Refusal.of(fault.status(), message));
    }

    private void speak(Call call, Dialect dialect, Question question, JsonNode body) {
        Answer answer = writer.answer(question);
        if (question.streamed()) {
            new SpokenAnswer(call, question, options.chunkDelay()).start(dialect.stream(answer, question));
        } else {
            whole(call, question.fault(), Json.buffer(dialect.whole(answer, body)));
        }
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
