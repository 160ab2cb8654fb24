package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.inference.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the body of a universal request (data plane endpoints, section 4): a list of steps, or a single one. What goes to a
 * provider stays as it was sent, byte by byte.
 */
final class UniversalBody {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_STEPS = 100;

    private UniversalBody() {}

    /** The request with its steps; fails with everything that is wrong with them. */
    static InferenceRequest read(InferenceRequest head, InferenceRequest.Content content) {
        List<String> faults = new ArrayList<>();
        List<Step> steps = List.of();
        if (content.body() instanceof Body.Whole(ByteBuffer bytes) && bytes.hasRemaining()) {
            steps = steps(bytes, head, faults);
        } else {
            faults.add("the body must be a JSON list of steps");
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(new Problem.UnreadableCompletion(String.join("; ", faults)));
        }
        return head.with(new RequestTarget.Universal(steps, head.target().query()), head.headers());
    }

    @SuppressWarnings("ByteBufferBackingArray") // bodies are collected into arrays
    private static List<Step> steps(ByteBuffer bytes, InferenceRequest head, List<String> faults) {
        List<Step> steps = new ArrayList<>();
        int start = bytes.arrayOffset() + bytes.position();
        try (JsonParser parser = JSON.createParser(bytes.array(), start, bytes.remaining())) {
            switch (parser.nextToken()) {
                case START_OBJECT -> read(0, parser, bytes, head, steps, faults);
                case START_ARRAY -> {
                    int step = 0;
                    while (parser.nextToken() != JsonToken.END_ARRAY && step < MOST_STEPS) {
                        read(step++, parser, bytes, head, steps, faults);
                    }
                    if (parser.currentToken() != JsonToken.END_ARRAY) {
                        faults.add("at most %d steps are taken".formatted(MOST_STEPS));
                    } else if (steps.isEmpty() && faults.isEmpty()) {
                        faults.add("there is no step");
                    }
                }
                case null, default -> faults.add("the body must be a JSON list of steps");
            }
        } catch (IOException notJson) {
            faults.add("the body is not readable JSON");
        }
        return steps;
    }

    private static void read(
            int place,
            JsonParser parser,
            ByteBuffer bytes,
            InferenceRequest head,
            List<Step> steps,
            List<String> faults)
            throws IOException {
        StepReader reader = new StepReader("[%d]".formatted(place), bytes, faults);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            faults.add("[%d] must be an object".formatted(place));
            parser.skipChildren();
            return;
        }
        reader.read(parser);
        Step step = reader.step(head.options());
        if (step != null) {
            steps.add(step);
        }
    }
}
