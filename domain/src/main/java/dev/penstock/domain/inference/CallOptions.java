package dev.penstock.domain.inference;

import dev.penstock.domain.gateway.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the calls to the provider.
 *
 * @param timeout how long the first part of the answer may take; null for as long as it takes
 * @param retry null components: not said
 */
public record CallOptions(@Nullable Duration timeout, RetryPolicy retry) {
    public static final CallOptions NONE = new CallOptions(null, RetryPolicy.OFF);
}
