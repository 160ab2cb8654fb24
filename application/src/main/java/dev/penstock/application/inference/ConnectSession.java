package dev.penstock.application.inference;

import dev.penstock.application.port.ProviderClient;
import dev.penstock.application.port.RealtimeClient;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.InferenceReply;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The last stage of one WebSocket: asks the provider for it. A session that came into being answers 101 to the stages before,
 * and its frames go past them; its log entry is written at its end.
 */
final class ConnectSession implements Stage {
    private final RealtimeClient client;
    private final Recordings recordings;
    private @Nullable Session session;

    ConnectSession(RealtimeClient client, Recordings recordings) {
        this.client = client;
        this.recordings = recordings;
    }

    /** Null unless the provider has opened one. */
    @Nullable
    Session session() {
        return session;
    }

    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        RealtimeClient.Call call;
        try {
            call = AddressSession.address(exchange);
        } catch (ProblemException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        Recording recording = recordings.wanted(exchange) ? recordings.beginCounting(exchange) : null;
        return client.open(call, exchange.abandoned())
                .handle((answer, failure) -> failure == null
                        ? CompletableFuture.completedFuture(answered(answer, recording))
                        : CompletableFuture.<InferenceReply>failedFuture(
                                failed(problem(call, Failures.cause(failure)), recording)))
                .thenCompose(outcome -> outcome);
    }

    private InferenceReply answered(RealtimeClient.Answer answer, @Nullable Recording recording) {
        RealtimeClient.Opened opened = answer.opened();
        if (opened == null) {
            return recording == null ? answer.reply() : RecordAttempt.pass(recording, answer.reply());
        }
        session = new Session(opened.protocol(), opened.connection(), recording);
        if (recording == null) {
            return answer.reply();
        }
        recording.replyBegins(answer.reply());
        return answer.reply().with(answer.reply().origin().writtenDownAs(recording.id()));
    }

    private static Throwable failed(Throwable cause, @Nullable Recording recording) {
        return recording == null ? cause : RecordAttempt.fail(recording, cause);
    }

    private static Throwable problem(RealtimeClient.Call call, Throwable failure) {
        return switch (failure) {
            case ProviderClient.ProviderUnreachable unreachable ->
                new ProblemException(new Problem.ProviderFailed(call.provider().id(), unreachable.reason()));
            case CancellationException abandoned -> new ProblemException(new Problem.CallerLeft());
            default -> failure;
        };
    }
}
