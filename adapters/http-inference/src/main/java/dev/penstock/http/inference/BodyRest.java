package dev.penstock.http.inference;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** What is still to come of a request's body when its answer is complete. */
final class BodyRest {
    private static final long LINGER_MILLIS = 2000;

    private BodyRest() {}

    /**
     * Lets it pass for a moment, since a caller that is held up or cut off while it sends may never see the answer. Then the
     * connection ends.
     */
    static void passOver(HttpServerRequest http) {
        Context context = Vertx.currentContext();
        if (http.isEnded() || context == null) {
            return;
        }
        long timer = context.owner()
                .setTimer(LINGER_MILLIS, late -> http.connection().close());
        http.handler(ignored -> {});
        http.exceptionHandler(broken -> context.owner().cancelTimer(timer));
        http.endHandler(ended -> context.owner().cancelTimer(timer));
        http.resume();
    }
}
