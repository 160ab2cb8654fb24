package dev.penstock.application.inference;

import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Serves one request to a model: finds its gateway, then passes it through the stages. Their order is behaviour: it is the
 * contract's (data plane, section 1), with the log behind the check of the caller (decision 2). For one event loop.
 */
public final class ServeInference {
    private final FindGateway findGateway;
    private final Stage.Next stages;

    public ServeInference(
            FindGateway findGateway, CheckCaller checkCaller, RecordLog recordLog, CallProvider callProvider) {
        this.findGateway = findGateway;
        this.stages = Stage.inOrder(List.of(checkCaller, recordLog, callProvider));
    }

    /**
     * The reply, as soon as its head is known; its body must then be subscribed to. Fails with a {@code ProblemException}
     * when the gateway itself has to refuse.
     *
     * @param callerLeft completes when the caller goes away before there is a reply
     */
    public CompletionStage<InferenceReply> serve(InferenceRequest request, CompletionStage<Void> callerLeft) {
        return findGateway
                .find(request)
                .thenCompose(gateway -> stages.proceed(new Exchange(gateway, request, false, callerLeft)));
    }
}
