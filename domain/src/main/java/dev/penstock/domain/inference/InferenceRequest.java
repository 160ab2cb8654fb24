package dev.penstock.domain.inference;

import dev.penstock.domain.gateway.GatewayAddress;
import java.time.Instant;

/**
 * One request from a caller to a model, as it came in.
 *
 * @param headers everything the caller sent, the gateway's own headers too
 */
public record InferenceRequest(
        Arrival arrival,
        GatewayAddress gateway,
        RequestTarget target,
        String method,
        Headers headers,
        Content content,
        RequestOptions options) {
    /** The body, and what a look at it found. */
    public record Content(Body body, RequestFacts facts) {
        public static final Content NONE = new Content(Body.EMPTY, RequestFacts.NONE);
    }

    public RequestId id() {
        return arrival.id();
    }

    public Instant receivedAt() {
        return arrival.at();
    }

    public InferenceRequest with(RequestTarget nextTarget, Headers nextHeaders) {
        return new InferenceRequest(arrival, gateway, nextTarget, method, nextHeaders, content, options);
    }

    public InferenceRequest with(Content next) {
        return new InferenceRequest(arrival, gateway, target, method, headers, next, options);
    }

    public InferenceRequest with(RequestOptions next) {
        return new InferenceRequest(arrival, gateway, target, method, headers, content, next);
    }

    public InferenceRequest withBody(Body next) {
        return with(new Content(next, content.facts()));
    }

    /** One step of this request as a request of its own. */
    public InferenceRequest at(Step step) {
        return new InferenceRequest(
                arrival, gateway, step.target(), method, step.headers(), step.content(), step.options());
    }

    /** The same of the step with this number; this request itself when it is a single one. */
    public InferenceRequest atStep(int step) {
        return target instanceof RequestTarget.Universal universal
                ? at(universal.steps().get(step))
                : this;
    }
}
