package dev.penstock.domain.route;

import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A box of a sound graph, with the boxes that its arrows lead to (data plane routing, section 2). */
public sealed interface RouteElement {
    ElementId id();

    /** Where its arrows lead, in the order in which its kind has them. */
    default List<ElementId> arrows() {
        return switch (this) {
            case Start start -> List.of(start.next);
            case Conditional conditional -> List.of(conditional.whenTrue, conditional.whenFalse);
            case Percentage percentage ->
                percentage.shares.stream().map(Share::next).toList();
            case Rate rate -> withFallback(rate.success, rate.fallback);
            case Model model -> withFallback(model.success, model.fallback);
            case End end -> List.of();
        };
    }

    private static List<ElementId> withFallback(ElementId success, Optional<ElementId> fallback) {
        return fallback.map(other -> List.of(success, other)).orElse(List.of(success));
    }

    /** Where every request comes in. */
    record Start(ElementId id, ElementId next) implements RouteElement {}

    /** Parts the requests for which a condition holds from the others. */
    record Conditional(ElementId id, Condition condition, ElementId whenTrue, ElementId whenFalse)
            implements RouteElement {}

    /**
     * Lets chance decide. The shares make up the whole.
     *
     * @param key the field whose value decides in place of chance, so that requests with the same one go the same way; null for none
     */
    record Percentage(ElementId id, @Nullable FieldPath key, List<Share> shares) implements RouteElement {
        public Percentage {
            shares = List.copyOf(shares);
        }

        /**
         * The share in which a number falls.
         *
         * @param draw from 0 to below 100
         */
        Share at(double draw) {
            double from = 0;
            for (Share share : shares) {
                from += share.percent.doubleValue();
                if (draw < from) {
                    return share;
                }
            }
            return shares.get(lastWithAny());
        }

        /** Shares that make up a little less than the whole leave the rest to the last one that has any. */
        private int lastWithAny() {
            int last = shares.size() - 1;
            while (last > 0 && shares.get(last).percent.signum() == 0) {
                last--;
            }
            return last;
        }

        /** How large a part of all draws falls to each share, from 0 to 1, in their order. */
        public List<Double> chances() {
            double whole = Shares.WHOLE.doubleValue();
            int last = lastWithAny();
            List<Double> chances = new ArrayList<>();
            double to = 0;
            double left = whole;
            for (int i = 0; i < shares.size(); i++) {
                to += shares.get(i).percent.doubleValue();
                double after = i == last ? 0 : Math.min(left, Math.max(0, whole - to));
                chances.add((left - after) / whole);
                left = after;
            }
            return chances;
        }
    }

    /**
     * So many of a hundred requests go there.
     *
     * @param label as the arrow is called in the drawing
     */
    record Share(String label, BigDecimal percent, ElementId next) {
        public Share {
            if (percent.signum() < 0 || percent.compareTo(Shares.WHOLE) > 0) {
                throw new IllegalArgumentException("a share is a part of a hundred");
            }
        }
    }

    /** Parts the requests within a limit from those beyond it. Without a fallback the route ends for the latter. */
    record Rate(ElementId id, Limit limit, ElementId success, Optional<ElementId> fallback) implements RouteElement {}

    /**
     * How much may pass a rate element.
     *
     * @param key the field whose values are counted apart; null to count everything together
     * @param most requests, or US dollars
     */
    record Limit(LimitType type, @Nullable FieldPath key, BigDecimal most, Duration window, Technique technique) {
        public Limit {
            if (most.signum() <= 0 || !window.isPositive()) {
                throw new IllegalArgumentException("a limit and its window are more than nothing");
            }
        }

        /** What the request has in the field that divides the count; empty for one without, and where nothing divides it. */
        public String value(Facts facts) {
            Facts.Found found = key == null ? Facts.Found.NOTHING : facts.at(key);
            return found.there() ? PlainJson.text(found.value()) : "";
        }
    }

    /** What a rate element counts. */
    enum LimitType {
        COUNT,
        COST
    }

    /**
     * Calls a model. Without a fallback, a call that fails goes to the end of the route.
     *
     * @param timeout to the first byte; empty for none
     */
    record Model(
            ElementId id,
            ProviderId provider,
            ModelName model,
            Optional<Duration> timeout,
            int retries,
            ElementId success,
            Optional<ElementId> fallback)
            implements RouteElement {
        public static final int MOST_RETRIES = 5;

        public Model {
            if (retries < 0 || retries > MOST_RETRIES) {
                throw new IllegalArgumentException("a model is tried again at most " + MOST_RETRIES + " times");
            }
        }
    }

    /** Answers with what the last successful model replied. */
    record End(ElementId id) implements RouteElement {}
}
