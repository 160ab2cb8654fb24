package dev.penstock.providers;

import dev.penstock.application.port.CredentialReader;
import dev.penstock.application.port.ProviderClient.Address;
import dev.penstock.application.port.ProviderClient.Call;
import dev.penstock.application.problem.Problem;
import dev.penstock.application.problem.ProblemException;
import dev.penstock.domain.provider.ProviderAuth;
import dev.penstock.providers.credential.Authorizer;
import dev.penstock.providers.credential.Outgoing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Puts their credentials into calls, just before they are sent. For one event loop. */
final class CallKeys {
    private final Authorizer authorizer;

    CallKeys(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    /** Whether the call's headers hold already all that its provider wants to see. */
    static boolean isComplete(Call call) {
        return call.credential() == null && call.provider().auth().scheme() == ProviderAuth.Scheme.HEADER;
    }

    /** Fails with a {@code ProblemException} when the credential cannot be used. */
    CompletionStage<Call> put(Call call, Endpoint endpoint) {
        String movedFrom = call.address().upstream().movedFrom();
        Outgoing outgoing = new Outgoing(
                call.provider(),
                call.method(),
                endpoint.authority(),
                movedFrom == null
                        ? endpoint.authority()
                        : Endpoint.of(movedFrom).authority(),
                endpoint.pathPrefix() + call.address().upstream().path(),
                call.address().query(),
                call.headers(),
                call.body());
        return authorizer
                .authorize(outgoing, call.credential())
                .thenApply(authorized -> with(authorized, call))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unusable(failure)));
    }

    private static Throwable unusable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CredentialReader.Unusable unusable
                ? new ProblemException(new Problem.KeyUnusable(unusable.reason()))
                : cause;
    }

    private static Call with(Outgoing.Authorized authorized, Call call) {
        return new Call(
                call.provider(),
                new Address(call.address().upstream(), authorized.query()),
                call.model(),
                call.method(),
                authorized.headers(),
                call.body(),
                null,
                call.translation());
    }
}
