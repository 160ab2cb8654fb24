package dev.penstock.domain.route;

import dev.penstock.domain.inference.Cost;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most that a walk can cost. Models that answer one after the other add up; of those that stand in for each other
 * only one answers. Looks at each element once.
 */
final class DearestWay {
    private final RouteGraph graph;
    private final Function<RouteElement.Model, @Nullable Cost> price;
    private final Map<ElementId, BigDecimal> found = new HashMap<>();
    private boolean allPriced = true;

    DearestWay(RouteGraph graph, Function<RouteElement.Model, @Nullable Cost> price) {
        this.graph = graph;
        this.price = price;
    }

    /** Null when a model on some way has no price. */
    @Nullable
    Cost from(ElementId start) {
        BigDecimal most = most(start);
        return allPriced ? new Cost(most) : null;
    }

    private BigDecimal most(ElementId from) {
        BigDecimal known = found.get(from);
        if (known != null) {
            return known;
        }
        RouteElement element = graph.element(from);
        BigDecimal most = element instanceof RouteElement.Model model ? most(model) : dearestOf(element.arrows());
        found.put(from, most);
        return most;
    }

    private BigDecimal most(RouteElement.Model model) {
        Cost own = allPriced ? price.apply(model) : null;
        if (own == null) {
            allPriced = false;
            return BigDecimal.ZERO;
        }
        BigDecimal answered = own.usd().add(most(model.success()));
        return model.fallback().map(other -> most(other).max(answered)).orElse(answered);
    }

    private BigDecimal dearestOf(List<ElementId> arrows) {
        BigDecimal dearest = BigDecimal.ZERO;
        for (ElementId arrow : arrows) {
            dearest = dearest.max(most(arrow));
        }
        return dearest;
    }
}
