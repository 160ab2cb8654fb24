package dev.penstock.domain.inference;

import dev.penstock.domain.provider.ProviderId;

/**
 * What came back for a request.
 *
 * @param meter tells what the body said about itself, once it has been read to its end
 */
public record InferenceReply(int status, Headers headers, Body body, Origin origin, Meter meter) {
    /** Who answered: the provider, and which step of a request with several (0 where there is one). */
    public record Origin(ProviderId provider, int step) {}

    /** Reads along while a reply's body passes. Its answers are final once the body has ended. */
    public interface Meter {
        Metering read();
    }

    public InferenceReply withBody(Body next) {
        return new InferenceReply(status, headers, next, origin, meter);
    }
}
