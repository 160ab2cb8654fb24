package dev.penstock.domain.spend;

import dev.penstock.domain.gateway.SpendLimits;
import dev.penstock.domain.gateway.SpendRule;
import dev.penstock.domain.gateway.SpendRule.Dimension;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.limit.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which rules hold for a request, and for which of their budgets (data plane, traffic, section 4). */
public final class SpendRules {
    private SpendRules() {}

    /**
     * What rules look at.
     *
     * @param model with the provider's prefix: {@code openai/gpt-5.5}
     */
    public record Subject(String provider, String model, Metadata metadata) {}

    /** One claim for each rule that holds, in the order of the rules; none when limits are off. */
    public static List<SpendClaim> claims(@Nullable SpendLimits limits, Subject subject) {
        if (limits == null || !limits.enabled()) {
            return List.of();
        }
        List<SpendClaim> claims = new ArrayList<>();
        for (SpendRule rule : limits.rules()) {
            List<String> partition = rule.enabled() ? partition(rule.scope(), subject) : null;
            if (partition != null) {
                claims.add(new SpendClaim(
                        BucketKey.of(rule.id(), rule.window(), partition),
                        rule.limit(),
                        new Window(rule.window(), rule.technique())));
            }
        }
        return claims;
    }

    /** The names and values that divide the rule's traffic, sorted; null when it does not hold for this request. */
    private static @Nullable List<String> partition(SpendRule.Scope scope, Subject subject) {
        if (!allows(scope.providers(), subject.provider()) || !allows(scope.models(), subject.model())) {
            return null;
        }
        Map<String, String> partition = new TreeMap<>();
        for (Map.Entry<String, Dimension> dimension : scope.metadata().entrySet()) {
            Metadata.Value value = subject.metadata().values().get(dimension.getKey());
            if (!holds(dimension.getValue(), value)) {
                return null;
            }
            if (value != null && dimension.getValue() instanceof Dimension.Partition) {
                partition.put(dimension.getKey(), value.text());
            }
        }
        List<String> namesAndValues = new ArrayList<>();
        partition.forEach((name, value) -> namesAndValues.addAll(List.of(name, value)));
        return namesAndValues;
    }

    private static boolean holds(Dimension dimension, Metadata.@Nullable Value value) {
        return switch (dimension) {
            case Dimension.Partition() -> value != null;
            case Dimension.Filter(List<String> values) ->
                values.isEmpty() || (value != null && values.contains(value.text()));
        };
    }

    private static boolean allows(@Nullable List<String> values, String value) {
        return values == null || values.isEmpty() || values.contains(value);
    }
}
