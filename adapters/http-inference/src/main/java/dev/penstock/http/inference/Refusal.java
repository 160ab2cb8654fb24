package dev.penstock.http.inference;

import dev.penstock.application.inference.GatewayAnswer;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.InferenceRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a caller in HTTP why there is no WebSocket. */
final class Refusal {
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
    private static final int INTERNAL_ERROR = 500;

    private Refusal() {}

    static void write(Throwable cause, InferenceRequest request, HttpServerRequest http) {
        if (http.response().closed()) {
            return;
        }
        switch (cause) {
            case ProblemException refusal -> {
                if (refusal.entry() != null) {
                    http.response().putHeader("cf-aig-log-id", refusal.entry().toString());
                }
                ProblemReply.write(GatewayAnswer.to(refusal.problem()), http);
            }
            case CancellationException left -> http.response().reset();
            default -> {
                LOG.error("request {} failed", request.id(), cause);
                ProblemReply.write(INTERNAL_ERROR, INTERNAL_ERROR, "Internal error", http);
            }
        }
    }
}
