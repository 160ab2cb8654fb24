package dev.penstock.http.management.edge;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes back: a status, a body, and headers beside the content type. */
public record Reply(int status, String contentType, Buffer body, Map<String, String> headers) {
    private static final int FIRST_REFUSAL = 400;
    private static final String JSON = "application/json";

    public Reply {
        headers = Map.copyOf(headers);
    }

    boolean isSuccess() {
        return status < FIRST_REFUSAL;
    }

    /** A success with this result. */
    public static Reply result(Object result) {
        return json(200, new Success(true, result, null, List.of(), List.of()));
    }

    /** A success whose outcome stands under another name than {@code result} (management API, section 2). */
    public static Reply member(String name, Object value) {
        return json(200, Map.of("success", true, name, value, "errors", List.of(), "messages", List.of()));
    }

    /** A success with nothing to tell. */
    public static Reply done() {
        return json(200, Map.of("success", true, "errors", List.of(), "messages", List.of()));
    }

    /** A success with one page of a list. */
    static Reply page(List<?> items, Success.PageFacts facts) {
        return json(200, new Success(true, items, facts, List.of(), List.of()));
    }

    /** JSON without an envelope. */
    public static Reply json(int status, Object body) {
        return new Reply(status, JSON, Wire.write(body), Map.of());
    }

    /** Bytes as they are. Nothing that a browser might find in them may act. */
    public static Reply raw(String contentType, Buffer bytes) {
        return new Reply(
                200,
                contentType,
                bytes,
                Map.of("x-content-type-options", "nosniff", "content-security-policy", "default-src 'none'; sandbox"));
    }

    /** A refusal outside any operation. */
    public static Reply refusal(Refusal refusal) {
        return refusal(refusal, Operation.RefusedResult.NULL);
    }

    static Reply refusal(Refusal refusal, Operation.RefusedResult result) {
        return refusal(refusal, result, Map.of());
    }

    /**
     * @param beside what stands in the answer beside the errors
     */
    static Reply refusal(Refusal refusal, Operation.RefusedResult result, Map<String, Object> beside) {
        Map<String, String> empty =
                refusal.status() < 500 && result == Operation.RefusedResult.EMPTY_OBJECT ? Map.of() : null;
        return json(refusal.status(), new Failure(false, refusal.errors(), List.of(), empty, beside));
    }

    private record Failure(
            boolean success,
            List<Refusal.Entry> errors,
            List<String> messages,
            @Nullable Map<String, String> result,
            @JsonAnyGetter Map<String, Object> beside) {}
}
