package dev.penstock.application.inference;

import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
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
        if (!token.valid() && exchange.gateway().policies().access().requiresToken()) {
            return CompletableFuture.failedFuture(new ProblemException(new Problem.Unauthorized()));
        }
        Exchange clean = exchange.with(token.cleaned());
        return next.proceed(token.valid() ? clean.asAuthenticated() : clean);
    }
}
