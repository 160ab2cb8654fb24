package dev.penstock.application.inference;

import dev.penstock.domain.gateway.Gateway;
import dev.penstock.domain.inference.InferenceRequest;
import java.util.concurrent.CompletionStage;

/**
 * One request on its way through the stages.
 *
 * @param gateway as it was when the request came in; later changes do not touch it
 * @param authenticated whether the caller presented a valid gateway token
 * @param callerLeft completes when the caller goes away before the reply's head was sent
 */
public record Exchange(
        Gateway gateway, InferenceRequest request, boolean authenticated, CompletionStage<Void> callerLeft) {
    Exchange with(InferenceRequest next) {
        return new Exchange(gateway, next, authenticated, callerLeft);
    }

    Exchange asAuthenticated() {
        return new Exchange(gateway, request, true, callerLeft);
    }
}
