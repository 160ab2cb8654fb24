package dev.penstock.domain.inference;

import dev.penstock.domain.gateway.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the calls to the provider.
 *
 * @param timeout how long the first part of the answer may take; null for as long as it takes
 * @param retry null components: not said
 * @param conduct what is to happen when the provider does not keep its word
 */
public record CallOptions(@Nullable Duration timeout, RetryPolicy retry, ConductOptions conduct) {
    public static final CallOptions NONE = new CallOptions(null, RetryPolicy.OFF);

    public CallOptions(@Nullable Duration timeout, RetryPolicy retry) {
        this(timeout, retry, ConductOptions.NONE);
    }
}
