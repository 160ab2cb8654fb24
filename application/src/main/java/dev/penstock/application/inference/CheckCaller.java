package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.inference.Door;
import dev.penstock.domain.inference.InferenceReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets a caller in: with a token that may run traffic in the account always, without one when the gateway asks for none. The
 * token stays here.
 */
public final class CheckCaller implements Stage {
    @Override
    public CompletionStage<InferenceReply> serve(Exchange exchange, Next next) {
        CallerToken token =
                CallerToken.in(exchange.request(), exchange.visit().settings().tokens());
        if (!token.valid() && requiresToken(exchange)) {
            return CompletableFuture.failedFuture(new ProblemException(new Problem.Unauthorized()));
        }
        Exchange clean = exchange.with(token.cleaned());
        return next.proceed(token.valid() ? clean.asAuthenticated() : clean);
    }

    /** The REST forms stand beside the management API, and nothing there is open (data plane endpoints, section 5.2). */
    private static boolean requiresToken(Exchange exchange) {
        return exchange.request().arrival().door() == Door.RUN
                || exchange.gateway().policies().access().requiresToken();
    }
}
