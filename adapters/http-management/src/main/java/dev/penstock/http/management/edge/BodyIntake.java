package dev.penstock.http.management.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a request body up to a bound. Of a larger one the rest is thrown away, so that the caller can still read the
 * answer; who sends very much more is cut off. For one request, on its event loop.
 */
public final class BodyIntake {
    /** The largest body that is read. */
    public static final int MOST_BYTES = 1024 * 1024;

    private static final long CUT_OFF = 16L * MOST_BYTES;

    private final HttpServerRequest request;
    private final Consumer<Buffer> whole;
    private final Runnable tooLarge;
    private @Nullable Buffer body = Buffer.buffer();
    private long seen;

    private BodyIntake(HttpServerRequest request, Consumer<Buffer> whole, Runnable tooLarge) {
        this.request = request;
        this.whole = whole;
        this.tooLarge = tooLarge;
    }

    /** Calls one of the two, once. */
    public static void take(HttpServerRequest request, Consumer<Buffer> whole, Runnable tooLarge) {
        BodyIntake intake = new BodyIntake(request, whole, tooLarge);
        request.handler(intake::chunk);
        request.endHandler(end -> intake.end());
        if (declaredLength(request) > MOST_BYTES) {
            intake.refuse();
        } else if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
    }

    private static long declaredLength(HttpServerRequest request) {
        try {
            String length = request.getHeader("content-length");
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void chunk(Buffer chunk) {
        seen += chunk.length();
        if (seen > MOST_BYTES) {
            refuse();
        } else if (body != null) {
            body.appendBuffer(chunk);
        }
        if (seen > CUT_OFF) {
            request.connection().close();
        }
    }

    private void refuse() {
        if (body != null) {
            body = null;
            tooLarge.run();
        }
    }

    private void end() {
        if (body != null) {
            whole.accept(body);
        }
    }
}
