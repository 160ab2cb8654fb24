package dev.penstock.domain.inference;

import dev.penstock.domain.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * What came back for a request.
 *
 * @param meter tells what the body said about itself, once it has been read to its end
 * @param logged false when no entry is written because the gateway's log is full
 */
public record InferenceReply(int status, Headers headers, Body body, Origin origin, Meter meter, boolean logged) {
    public InferenceReply(int status, Headers headers, Body body, Origin origin, Meter meter) {
        this(status, headers, body, origin, meter, true);
    }

    /**
     * Who answered.
     *
     * @param model as the provider was asked for it; null when the request named none
     * @param step which step of a request with several; 0 where there is one
     */
    public record Origin(ProviderId provider, @Nullable String model, int step) {}

    /** Reads along while a reply's body passes. Its answer is final once the body has ended. */
    public interface Meter {
        Metering read();
    }

    public InferenceReply withBody(Body next) {
        return new InferenceReply(status, headers, next, origin, meter, logged);
    }

    public InferenceReply unlogged() {
        return new InferenceReply(status, headers, body, origin, meter, false);
    }
}
