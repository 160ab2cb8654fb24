package dev.penstock.domain.inference;

import dev.penstock.domain.provider.ProviderId;
import org.jspecify.annotations.Nullable;

/**
 * What came back for a request.
 *
 * @param meter tells what the body said about itself, once it has been read to its end
 */
public record InferenceReply(int status, Headers headers, Body body, Origin origin, Meter meter) {
    /**
     * Who answered.
     *
     * @param model as the provider was asked for it; null when the request named none
     * @param step which step of a request with several; 0 where there is one
     * @param cached whether no provider was called
     * @param entry the log entry about this reply; null when none is written, or not yet
     */
    public record Origin(
            ProviderId provider,
            @Nullable String model,
            int step,
            boolean cached,
            @Nullable RequestId entry) {
        /** A provider that has just answered. */
        public Origin(ProviderId provider, @Nullable String model) {
            this(provider, model, 0, false, null);
        }

        public Origin atStep(int answering) {
            return new Origin(provider, model, answering, cached, entry);
        }

        public Origin writtenDownAs(RequestId next) {
            return new Origin(provider, model, step, cached, next);
        }
    }

    /** Reads along while a reply's body passes. Its answer is final once the body has ended. */
    public interface Meter {
        /** Knows nothing. */
        Meter NONE = () -> Metering.NONE;

        Metering read();
    }

    public InferenceReply withBody(Body next) {
        return new InferenceReply(status, headers, next, origin, meter);
    }

    public InferenceReply with(Headers next) {
        return new InferenceReply(status, next, body, origin, meter);
    }

    public InferenceReply with(Origin next) {
        return new InferenceReply(status, headers, body, next, meter);
    }
}
