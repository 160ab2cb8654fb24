package dev.penstock.application.inference;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.InferenceRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Says whether a caller may open a WebSocket for requests that are still to come. Each of these is checked again, so that a
 * token that is revoked meanwhile opens nothing more.
 */
public final class AdmitCaller {
    private final LiveSettings live;
    private final FindGateway findGateway;

    public AdmitCaller(LiveSettings live, FindGateway findGateway) {
        this.live = live;
        this.findGateway = findGateway;
    }

    /** Fails with a {@code ProblemException} when it may not. */
    public CompletionStage<Void> admit(InferenceRequest request) {
        LiveSettings.Snapshot settings = live.current();
        return findGateway.gateway(request, settings).thenCompose(gateway -> {
            boolean lacksToken = gateway.policies().access().requiresToken()
                    && !CallerToken.in(request, settings.tokens()).valid();
            return lacksToken
                    ? CompletableFuture.failedFuture(new ProblemException(new Problem.Unauthorized()))
                    : CompletableFuture.completedFuture(null);
        });
    }
}
