package dev.penstock.domain.route.analysis;

import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis must be told about the world beside a drawing. It is about requests that bring no wishes of their own.
 *
 * @param supplies what is known of models
 * @param pauses how long retries wait for each other; their number is the element's
 * @param firstContent how long the first content of an answer may take whatever elements say; null for as long as it takes
 * @param lastRetryWaits whether an element's time limit does not hold for its last retry when no other model can be tried
 */
public record Outlook(
        Supplies supplies, RetryPolicy pauses, @Nullable Duration firstContent, boolean lastRetryWaits) {
    /** Knows of every model what traffic would find. */
    @FunctionalInterface
    public interface Supplies {
        Supply of(ProviderId provider, ModelName model);
    }

    /**
     * What traffic would find at a model.
     *
     * @param reached whether routes can call its provider
     * @param credential whether there is a key for it, or none is needed
     * @param price null when it is not known
     */
    public record Supply(
            boolean reached, boolean credential, @Nullable Price price) {}
}
