package dev.penstock.domain.spend;

import dev.penstock.domain.limit.Digest;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteId;
import java.time.Duration;
import java.util.List;

/**
 * Names one budget of a gateway: what sets it, the length of its windows, and which part of the traffic it is for. A rule that
 * comes back with the same id and length finds its budget as it left it.
 *
 * @param rule the id of a rule, or the place of an element in a route
 * @param partition empty when the rule does not divide its traffic; never longer than a {@link Digest}
 */
public record BucketKey(String rule, Duration length, String partition) {
    private static final String OF_ROUTES = "route/";
    private static final String OF_RULES = "rule/";

    /** The budget for these names and values; the order of names must not depend on the order in which they were sent. */
    public static BucketKey of(String rule, Duration length, List<String> namesAndValues) {
        // People choose the ids of rules; one that looks like an element's place must not share its budget.
        boolean ambiguous = rule.startsWith(OF_ROUTES) || rule.startsWith(OF_RULES);
        return new BucketKey(
                ambiguous ? OF_RULES + rule : rule, length, namesAndValues.isEmpty() ? "" : Digest.of(namesAndValues));
    }

    /**
     * The budget of an element, in any version of its route.
     *
     * @param value what the request has in the field that divides the budget; empty for those without
     */
    public static BucketKey ofElement(RouteId route, ElementId element, Duration length, String value) {
        return new BucketKey(
                OF_ROUTES + route + "/" + element, length, value.isEmpty() ? "" : Digest.of(List.of(value)));
    }

    /** The rule's id, as people know it. */
    String ruleId() {
        return rule.startsWith(OF_RULES) ? rule.substring(OF_RULES.length()) : rule;
    }

    /** The budget that takes the place of this one when a gateway has too many of them. */
    public BucketKey shared() {
        return new BucketKey(rule, length, "*");
    }

    public boolean isDivided() {
        return !partition.isEmpty();
    }
}
