package dev.penstock.domain.route;

import dev.penstock.domain.inference.Cost;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most that a walk can cost. Models that answer one after the other add up; of those that stand in for each other
 * only one answers. Looks at each element once.
 */
final class DearestWay {
    private final RouteGraph graph;
    private final Function<RouteElement.Model, @Nullable Cost> price;
    /** Empty where it is not known. */
    private final Map<ElementId, Optional<BigDecimal>> found = new HashMap<>();

    DearestWay(RouteGraph graph, Function<RouteElement.Model, @Nullable Cost> price) {
        this.graph = graph;
        this.price = price;
    }

    /** Null when a model on some way has no price. */
    @Nullable
    Cost from(ElementId start) {
        return most(start).map(Cost::new).orElse(null);
    }

    private Optional<BigDecimal> most(ElementId from) {
        Optional<BigDecimal> known = found.get(from);
        if (known != null) {
            return known;
        }
        RouteElement element = graph.element(from);
        Optional<BigDecimal> most =
                element instanceof RouteElement.Model model ? most(model) : dearestOf(element.arrows());
        found.put(from, most);
        return most;
    }

    private Optional<BigDecimal> most(RouteElement.Model model) {
        Cost own = price.apply(model);
        if (own == null) {
            return Optional.empty();
        }
        Optional<BigDecimal> answered = most(model.success()).map(own.usd()::add);
        return answered.flatMap(usd -> model.fallback().isEmpty()
                ? answered
                : most(model.fallback().get()).map(usd::max));
    }

    private Optional<BigDecimal> dearestOf(List<ElementId> arrows) {
        BigDecimal dearest = BigDecimal.ZERO;
        for (ElementId arrow : arrows) {
            Optional<BigDecimal> most = most(arrow);
            if (most.isEmpty()) {
                return most;
            }
            dearest = dearest.max(most.get());
        }
        return Optional.of(dearest);
    }
}
