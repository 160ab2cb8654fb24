package dev.penstock.application.inference;

import dev.penstock.application.account.ManageAccounts;
import dev.penstock.application.gateway.LiveSettings;
import dev.penstock.application.gateway.ManageGateways;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.inference.InferenceRequest;
import dev.penstock.domain.inference.RequestTarget;
import dev.penstock.domain.provider.ProviderCatalog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Finds the gateway that a request names (data plane, section 1, stages 1 and 2). The gateway named {@code default} comes
 * into being with its first authenticated request; that one request waits for the store, off the event loop.
 */
public final class FindGateway {
    private final ProviderCatalog catalog;
    private final ManageGateways gateways;
    private final ManageAccounts accounts;
    private final Executor blockingWork;
    private final Executor eventLoop;

    public FindGateway(
            ProviderCatalog catalog,
            ManageGateways gateways,
            ManageAccounts accounts,
            Executor blockingWork,
            Executor eventLoop) {
        this.catalog = catalog;
        this.gateways = gateways;
        this.accounts = accounts;
        this.blockingWork = blockingWork;
        this.eventLoop = eventLoop;
    }

    CompletionStage<Gateway> find(InferenceRequest request, LiveSettings.Snapshot settings) {
        if (request.target() instanceof RequestTarget.Native asked
                && catalog.bySlug(asked.slug()).isEmpty()
                && settings.customProvider(request.gateway().account(), asked.slug()) == null) {
            return refuse(new Problem.UnknownProvider(asked.slug()));
        }
        return gateway(request, settings);
    }

    /** The gateway of a request that does not say yet which provider it is for. */
    CompletionStage<Gateway> gateway(InferenceRequest request, LiveSettings.Snapshot settings) {
        Gateway gateway = settings.gateway(request.gateway());
        if (gateway != null) {
            return CompletableFuture.completedFuture(gateway);
        }
        if (!request.gateway().gateway().equals(GatewayId.DEFAULT)) {
            return refuse(new Problem.NotFound(Problem.Thing.GATEWAY));
        }
        // The default gateway asks for a token, so without one it refuses whether it is there yet or not.
        if (!CallerToken.in(request, settings.tokens()).valid()) {
            return refuse(new Problem.Unauthorized());
        }
        return CompletableFuture.supplyAsync(
                        () -> ensureDefault(request.gateway().account()), blockingWork)
                .whenCompleteAsync((made, failure) -> {}, eventLoop);
    }

    private Gateway ensureDefault(AccountId account) {
        Gateway gateway = gateways.ensureDefault(account);
        accounts.open(account);
        return gateway;
    }

    private static CompletionStage<Gateway> refuse(Problem problem) {
        return CompletableFuture.failedFuture(new ProblemException(problem));
    }
}
