package dev.penstock.application.inference;

import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.InferenceReply;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Serves one request to a model: finds its gateway, then passes it through the stages. For one event loop.
 *
 * <p>The order of the stages is behaviour: it is the contract's (data plane, section 1), with the log behind the check of the
 * caller (decision 2).
 */
public final class ServeInference {
    private final LiveSettings live;
    private final HoldBody holdBody;
    private final FindGateway findGateway;
    private final Supplier<RequestId> entryIds;
    private final Stage checkCaller;
    private final Stage recordLog;
    private final Stage.Next stages;

    /**
     * @param entryIds names log entries of requests that have more than one
     * @param stages in the order in which a request passes them
     */
    public ServeInference(
            LiveSettings live,
            HoldBody holdBody,
            FindGateway findGateway,
            Supplier<RequestId> entryIds,
            Stages stages) {
        this.holdBody = holdBody;
        this.live = live;
        this.findGateway = findGateway;
        this.entryIds = entryIds;
        this.checkCaller = stages.checkCaller();
        this.recordLog = stages.recordLog();
        this.stages = Stage.inOrder(stages.inOrder());
    }

    /** The story of a request. */
    public record Stages(
            CheckCaller checkCaller,
            FollowSteps followSteps,
            FollowRoute followRoute,
            RecordLog recordLog,
            FindProvider findProvider,
            ChooseKey chooseKey,
            ServeFromCache serveFromCache,
            LimitRate limitRate,
            LimitSpend limitSpend,
            BreakCircuit breakCircuit,
            UseKey useKey,
            RetryCall retryCall,
            RecordAttempt recordAttempt,
            LimitTime limitTime,
            AwaitAnswer awaitAnswer,
            CallProvider callProvider) {
        List<Stage> inOrder() {
            return List.of(
                    checkCaller,
                    followSteps,
                    followRoute,
                    recordLog,
                    findProvider,
                    chooseKey,
                    serveFromCache,
                    limitRate,
                    limitSpend,
                    breakCircuit,
                    useKey,
                    retryCall,
                    recordAttempt,
                    limitTime,
                    awaitAnswer,
                    callProvider);
        }
    }

    /** Whether a request's body, which has not come yet, had better be held than only passed on. */
    public boolean isBodyHeld(InferenceRequest head) {
        return holdBody.isOfUse(head);
    }

    /**
     * The reply, as soon as its head is known; its body must then be subscribed to. Fails with a {@code ProblemException}
     * when the gateway itself has to refuse.
     *
     * @param callerLeft completes when the caller goes away before there is a reply
     */
    public CompletionStage<InferenceReply> serve(InferenceRequest request, CompletionStage<Void> callerLeft) {
        return pass(request, callerLeft, stages);
    }

    /**
     * Refuses a request whose body cannot be understood. Its gateway is found and its caller checked before, as for every
     * other, and the refusal is written down.
     */
    public CompletionStage<InferenceReply> refuse(
            InferenceRequest request, ProblemException refusal, CompletionStage<Void> callerLeft) {
        Stage refuse = (exchange, next) -> CompletableFuture.failedFuture(refusal);
        return pass(request, callerLeft, Stage.inOrder(List.of(checkCaller, recordLog, refuse)));
    }

    private CompletionStage<InferenceReply> pass(
            InferenceRequest request, CompletionStage<Void> callerLeft, Stage.Next through) {
        LiveSettings.Snapshot settings = live.current();
        return findGateway.find(request, settings).thenCompose(gateway -> {
            Visit visit = new Visit(settings, false, new EntryIds(request.id(), entryIds));
            return through.proceed(Exchange.of(gateway, request, visit, callerLeft));
        });
    }
}
