package dev.penstock.http.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Body;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.Api;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a run, {@code {model, input}} (data plane endpoints, section 5), and makes a request of it: for Workers AI
 * to its own endpoint, for everybody else to the unified API that the input speaks.
 */
final class RunBody {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String ANTHROPIC = "anthropic/";

    private final List<String> faults = new ArrayList<>();
    private @Nullable String model;
    private @Nullable ByteBuffer input;

    private RunBody() {}

    /**
     * A run as a request.
     *
     * @param model as the caller wrote it
     * @param translated whether a unified API answers; else it is Workers AI in its own words
     */
    record Run(InferenceRequest request, String model, boolean translated) {}

    /** Fails with everything that is wrong with the body. */
    static Run read(InferenceRequest head, InferenceRequest.Content content) {
        RunBody body = new RunBody();
        if (content.body() instanceof Body.Whole(ByteBuffer bytes) && bytes.hasRemaining()) {
            body.read(bytes);
        } else {
            body.faults.add("the body must be a JSON object");
        }
        return body.run(head);
    }

    @SuppressWarnings("ByteBufferBackingArray") // bodies are collected into arrays
    private void read(ByteBuffer bytes) {
        int start = bytes.arrayOffset() + bytes.position();
        try (JsonParser parser = JSON.createParser(bytes.array(), start, bytes.remaining())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                faults.add("the body must be a JSON object");
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                switch (name) {
                    case "model" -> {
                        if (model != null) {
                            faults.add("model must stand there once");
                        }
                        model = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                    }
                    case "input" -> {
                        parser.skipChildren();
                        int to = (int) parser.currentLocation().getByteOffset();
                        input = value == JsonToken.START_OBJECT
                                ? bytes.slice(bytes.position() + from, to - from)
                                : null;
                    }
                    default -> {}
                }
                parser.skipChildren();
            }
        } catch (IOException notJson) {
            faults.add("the body is not readable JSON");
        }
    }

    private Run run(InferenceRequest head) {
        if (faults.isEmpty()) {
            if (model == null) {
                faults.add("model must be a text");
            }
            if (input == null) {
                faults.add("input must be an object");
            }
        }
        if (!faults.isEmpty() || model == null || input == null) {
            throw new ProblemException(new Problem.UnreadableCompletion(String.join("; ", faults)));
        }
        return WorkersModel.claims(model) ? onWorkers(model, input, head) : unified(model, input, head);
    }

    private static Run onWorkers(String model, ByteBuffer input, InferenceRequest head) {
        if (!WorkersModel.isOne(model)) {
            throw new ProblemException(new Problem.ModelNotFound(model));
        }
        RequestTarget target = new RequestTarget.Native(
                WorkersModel.slug(), WorkersModel.path(model), head.target().query());
        return new Run(with(target, input, head), model, false);
    }

    private static Run unified(String model, ByteBuffer input, InferenceRequest head) {
        RunInput read = RunInput.read(input);
        boolean messages = read.api() == Api.CHAT_COMPLETIONS && model.startsWith(ANTHROPIC);
        RequestTarget target = new RequestTarget.Unified(
                messages ? Api.MESSAGES : read.api(), head.target().query());
        return new Run(with(target, read.withModel(model), head), model, true);
    }

    private static InferenceRequest with(RequestTarget target, ByteBuffer body, InferenceRequest head) {
        return head.with(target, head.headers())
                .with(new InferenceRequest.Content(new Body.Whole(body), RequestScanner.scan(body)));
    }
}
