package dev.penstock.domain.spend;

import dev.penstock.domain.limit.Digest;
import java.time.Duration;
import java.util.List;

/**
 * Names one budget of a gateway: the rule's id, the length of its windows, and which part of the traffic it is for. A rule that
 * comes back with the same id and length finds its budget as it left it.
 *
 * @param partition empty when the rule does not divide its traffic; never longer than a {@link Digest}
 */
public record BucketKey(String rule, Duration length, String partition) {
    /** The budget for these names and values; the order of names must not depend on the order in which they were sent. */
    public static BucketKey of(String rule, Duration length, List<String> namesAndValues) {
        return new BucketKey(rule, length, namesAndValues.isEmpty() ? "" : Digest.of(namesAndValues));
    }

    /** The budget that takes the place of this one when a gateway has too many of them. */
    public BucketKey shared() {
        return new BucketKey(rule, length, "*");
    }

    public boolean isDivided() {
        return !partition.isEmpty();
    }
}
