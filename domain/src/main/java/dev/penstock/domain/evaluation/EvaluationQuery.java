package dev.penstock.domain.evaluation;

import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.page.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * Which evaluations of a gateway are wanted. All wishes must hold; null is no wish.
 *
 * @param name text that must stand in the name
 * @param search text that must stand in the id or the name
 */
public record EvaluationQuery(
        GatewayAddress gateway,
        @Nullable String name,
        @Nullable Boolean processed,
        @Nullable String search,
        PageRequest page) {
    public static EvaluationQuery all(GatewayAddress gateway, PageRequest page) {
        return new EvaluationQuery(gateway, null, null, null, page);
    }

    /** Whether this evaluation is wanted, leaving the page aside. */
    public boolean selects(Evaluation evaluation) {
        return evaluation.key().gateway().equals(gateway)
                && (name == null || evaluation.name().contains(name))
                && (processed == null || evaluation.processed() == processed)
                && (search == null
                        || evaluation.id().toString().contains(search)
                        || evaluation.name().contains(search));
    }
}
