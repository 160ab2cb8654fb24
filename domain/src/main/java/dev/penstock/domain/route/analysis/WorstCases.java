package dev.penstock.domain.route.analysis;

import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the models of a walk can come to, and looks for the walk with the largest sum.
 *
 * @param ranks of the same chart
 */
record WorstCases(RouteGraph graph, Chart chart, Ranks ranks, Outlook outlook) {
    /** What a model adds to a walk; null where nothing bounds it. */
    @FunctionalInterface
    private interface Amount {
        @Nullable
        BigDecimal of(RouteElement.Model model);
    }

    Bounds bounds() {
        return new Bounds(
                worst(model -> BigDecimal.valueOf(attempts(model)), false, BigDecimal::intValueExact),
                worst(model -> millis(time(model)), false, WorstCases::duration),
                worst(model -> millis(ownTime(model)), false, WorstCases::duration),
                worst(this::cost, true, Cost::new),
                worst(this::costOfAll, false, Cost::new));
    }

    /**
     * @param answered whether only models that answer count
     */
    private <T> Worst<T> worst(Amount amount, boolean answered, Function<BigDecimal, T> read) {
        List<BigDecimal> amounts = new ArrayList<>();
        List<Integer> unbounded = new ArrayList<>();
        for (int position = 0; position < chart.size(); position++) {
            BigDecimal own = BigDecimal.ZERO;
            if (graph.elements().get(position) instanceof RouteElement.Model model && ranks.comeTo(position)) {
                own = amount.of(model);
            }
            amounts.add(Objects.requireNonNullElse(own, BigDecimal.ONE));
            if (own == null) {
                unbounded.add(position);
            }
        }
        HeaviestWay way = HeaviestWay.find(chart, ranks, (position, success) -> {
            boolean counts = unbounded.isEmpty() || unbounded.contains(position);
            return counts && (success || !answered) ? amounts.get(position) : BigDecimal.ZERO;
        });
        return new Worst<>(
                unbounded.isEmpty() ? read.apply(way.weight()) : null,
                chart.ids(way.positions()),
                chart.ids(unbounded));
    }

    private static int attempts(RouteElement.Model model) {
        return 1 + model.retries();
    }

    private @Nullable Duration time(RouteElement.Model model) {
        return time(model, lastLimit(model), RetryPolicy.LONGEST_DELAY);
    }

    private @Nullable Duration ownTime(RouteElement.Model model) {
        return time(model, limit(model), null);
    }

    /**
     * @param last the limit of the last attempt
     * @param wanted the pause that the provider asks for each time; null when it says nothing
     */
    private @Nullable Duration time(RouteElement.Model model, @Nullable Duration last, @Nullable Duration wanted) {
        Duration limit = limit(model);
        if (limit == null || last == null) {
            return null;
        }
        Duration time = last;
        for (int retry = 1; retry <= model.retries(); retry++) {
            Duration pause = Objects.requireNonNull(outlook.pauses().delayBefore(retry, wanted));
            time = time.plus(limit).plus(RetryPolicy.drawnOut(pause, 1));
        }
        return time;
    }

    /** How long an attempt may take until its first content; null for as long as it takes. */
    @Nullable
    Duration limit(RouteElement.Model model) {
        Duration own = model.timeout().orElse(null);
        Duration any = outlook.firstContent();
        return own == null || (any != null && any.compareTo(own) < 0) ? any : own;
    }

    /** The same for its last attempt. */
    @Nullable
    Duration lastLimit(RouteElement.Model model) {
        boolean leadsOn = model.fallback().map(graph::leadsToModel).orElse(false);
        boolean waits = outlook.lastRetryWaits() && model.retries() > 0 && !leadsOn;
        return waits ? outlook.firstContent() : limit(model);
    }

    private @Nullable BigDecimal cost(RouteElement.Model model) {
        Price price = outlook.supplies().of(model.provider(), model.model()).price();
        return price == null ? null : dearest(price).usd();
    }

    private @Nullable BigDecimal costOfAll(RouteElement.Model model) {
        BigDecimal cost = cost(model);
        return cost == null ? null : cost.multiply(BigDecimal.valueOf(attempts(model)));
    }

    /** The dearest rates that a prompt of any length can come to. */
    private static Cost dearest(Price price) {
        Cost dearest = price.most(Bounds.TOKENS, Bounds.TOKENS);
        for (Price.Tier tier : price.tiers()) {
            Cost cost = new Price(tier.rates(), List.of()).most(Bounds.TOKENS, Bounds.TOKENS);
            dearest = cost.usd().compareTo(dearest.usd()) > 0 ? cost : dearest;
        }
        return dearest;
    }

    private static @Nullable BigDecimal millis(@Nullable Duration time) {
        return time == null ? null : BigDecimal.valueOf(time.toMillis());
    }

    private static Duration duration(BigDecimal millis) {
        return Duration.ofMillis(millis.longValueExact());
    }
}
