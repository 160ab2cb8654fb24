package dev.penstock.bootstrap.exam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A chat completion as it is read, whole or event by event. For one thread. */
final class Reading {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int number;
    private final String expected;
    private final boolean streamed;
    private final Instant sentAt = Instant.now();
    private final long start = System.nanoTime();
    private final StringBuilder text = new StringBuilder();
    private Reply.Ending ending = Reply.Ending.HUNG;
    private int status;
    private int garbage;
    private boolean terminated;
    private boolean finishedBeforeError;
    private long tokens = -1;
    private @Nullable String finish;
    private @Nullable String error;
    private @Nullable String model;
    private @Nullable Duration took;

    Reading(int number, String expected, boolean streamed) {
        this.number = number;
        this.expected = expected;
        this.streamed = streamed;
    }

    Duration sofar() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void head(int answered) {
        status = answered;
    }

    void end(Reply.Ending how) {
        ending = how;
        took = sofar();
    }

    void event(String said) {
        if (said.equals("[DONE]")) {
            terminated = true;
        } else {
            take(said, "/choices/0/delta/content");
        }
    }

    void whole(String body) {
        terminated = take(body, "/choices/0/message/content") && !streamed;
        if (!terminated && error == null && status != 200) {
            error = body.isBlank() ? null : body;
        }
    }

    /** Answers whether it can be read. */
    private boolean take(String json, String content) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            garbage += status == 200 && (streamed || ending == Reply.Ending.CLEAN) ? 1 : 0;
            return false;
        }
        JsonNode problem = node.path("error");
        if (problem.isObject() || problem.isArray() || problem.isTextual()) {
            error = message(node, problem);
            finishedBeforeError = finish != null || terminated;
        }
        text.append(node.at(content).asText(""));
        finish = node.at("/choices/0/finish_reason").asText(finish);
        model = node.path("model").asText(model);
        tokens = node.at("/usage/completion_tokens").asLong(tokens);
        return !node.isMissingNode();
    }

    private static String message(JsonNode node, JsonNode problem) {
        JsonNode own = problem.isArray() ? problem.path(0) : problem;
        String said = own.isTextual() ? own.asText() : own.path("message").asText("");
        String code = own.path("code").asText("");
        String more = node.path("message").asText("");
        return (said.isEmpty() ? more : said) + (code.isEmpty() ? "" : " [" + code + "]");
    }

    Reply reply() {
        return new Reply(
                number,
                sentAt,
                expected,
                streamed,
                status,
                text.toString(),
                finish,
                terminated,
                ending,
                error,
                finishedBeforeError,
                garbage,
                model,
                tokens,
                took == null ? sofar() : took);
    }
}
