package dev.penstock.domain.inference;

/**
 * One step of a universal request: a request of its own, with what it asks of the gateway laid over what the whole request
 * asks (data plane endpoints, section 4).
 *
 * @param target a provider's own API or a unified one, never further steps
 * @param headers what goes to the provider, the gateway's own headers too
 */
public record Step(RequestTarget target, Headers headers, InferenceRequest.Content content, RequestOptions options) {
    public Step {
        if (target instanceof RequestTarget.Universal) {
            throw new IllegalArgumentException("a step has no steps");
        }
    }
}
