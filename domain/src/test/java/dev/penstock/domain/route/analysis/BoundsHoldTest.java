package dev.penstock.domain.route.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteDrawing;
import dev.penstock.domain.route.RouteElement;
import dev.penstock.domain.route.RouteGraph;
import dev.penstock.domain.route.RouteWalk;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said of a route before holds for every request that takes it. */
class BoundsHoldTest {
    private static final Price.Rates USUAL =
            new Price.Rates(new BigDecimal("0.0000025"), new BigDecimal("0.00001"), new BigDecimal("0.000001"), null);
    private static final Price.Rates DEAR =
            new Price.Rates(new BigDecimal("0.000005"), new BigDecimal("0.00002"), null, new BigDecimal("0.0000125"));
    private static final Map<String, Price> PRICES = Map.of(
            "m0", new Price(USUAL, List.of(new Price.Tier(1500, DEAR))),
            "m1", new Price(DEAR, List.of()),
            "m2", new Price(USUAL, List.of()));

    private static boolean known(ProviderId provider) {
        return provider.slug().equals("openai");
    }

    private static Outlook outlook(Random random) {
        RetryPolicy.Backoff[] backoffs = RetryPolicy.Backoff.values();
        return outlook(
                new RetryPolicy(
                        null,
                        random.nextBoolean() ? null : Duration.ofMillis(random.nextInt(20_000)),
                        random.nextBoolean() ? null : backoffs[random.nextInt(backoffs.length)]),
                random.nextInt(3) > 0,
                random.nextInt(3) > 0 ? null : Duration.ofMillis(1 + random.nextInt(40_000)));
    }

    /** Of one of the four models no price is known. */
    private static Outlook outlook(RetryPolicy pauses, boolean allPriced, @Nullable Duration firstContent) {
        return new Outlook(
                (provider, model) -> new Outlook.Supply(true, true, price(model, allPriced)),
                pauses,
                firstContent,
                true);
    }

    private static @Nullable Price price(ModelName model, boolean allPriced) {
        return allPriced ? PRICES.getOrDefault(model.value(), new Price(USUAL, List.of())) : PRICES.get(model.value());
    }

    private static RouteGraph sound(RouteDrawing drawing) {
        return switch (RouteGraph.of(drawing, BoundsHoldTest::known)) {
            case Validated.Valid<RouteGraph>(RouteGraph graph) -> graph;
            case Validated.Invalid<RouteGraph>(List<Violation> flaws) -> throw new AssertionError(flaws);
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void no_walk_over_a_thousand_graphs_exceeds_a_bound(long seed) {
        Random random = new Random(seed);
        RandomRoutes routes = new RandomRoutes(random);
        for (int round = 0; round < 1000; round++) {
            RouteDrawing drawing = routes.draw();
            Outlook outlook = outlook(random);
            RouteGraph graph = sound(drawing);

            RouteAnalysis analysis = RouteAnalysis.of(drawing, BoundsHoldTest::known, outlook);

            String where = "seed %d, round %d: %s".formatted(seed, round, drawing);
            assertThat(analysis.findings())
                    .as(where)
                    .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
            for (int request = 0; request < 12; request++) {
                boolean patient = request % 2 == 0;
                SimulatedRequest.Climate climate = SimulatedRequest.Climate.any(random, patient);
                assertHolds(analysis, new SimulatedRequest(graph, outlook, climate, random).run(), patient, where);
            }
            assertNamesItsWorstWays(Objects.requireNonNull(analysis.bounds()), graph, where);
        }
    }

    private static void assertHolds(RouteAnalysis analysis, SimulatedRequest request, boolean patient, String where) {
        Bounds bounds = Objects.requireNonNull(analysis.bounds());
        assertThat(request.ended()).as(where).isTrue();
        assertThat(request.walk().passed()).as(where).hasSizeLessThanOrEqualTo(RouteWalk.MOST_ELEMENTS);
        assertThat(request.attempts())
                .as(where)
                .isLessThanOrEqualTo(bounds.attempts().most());
        assertWithin(request.time(), (patient ? bounds.time() : bounds.ownTime()).most(), where);
        assertWithin(request.cost(), usd(bounds.cost()), where);
        assertWithin(request.costOfAll(), usd(bounds.costOfAll()), where);
        assertThat(analysis.models())
                .as(where)
                .allMatch(model -> request.models().contains(model.model().id())
                        ? model.chance().most() > 0
                        : model.chance().least() < 1);
    }

    private static <C extends Comparable<? super C>> void assertWithin(C amount, @Nullable C most, String where) {
        if (most != null) {
            assertThat(amount.compareTo(most))
                    .as("%s within %s: %s", amount, most, where)
                    .isNotPositive();
        }
    }

    private static @Nullable BigDecimal usd(Worst<Cost> cost) {
        return cost.most() == null ? null : cost.most().usd();
    }

    /** So a bound is no larger than it must be. */
    private static void assertNamesItsWorstWays(Bounds bounds, RouteGraph graph, String where) {
        Map<ElementId, RouteElement> byId =
                graph.elements().stream().collect(Collectors.toMap(RouteElement::id, element -> element));
        int attempts = bounds.attempts().way().stream()
                .map(byId::get)
                .mapToInt(element -> element instanceof RouteElement.Model model ? 1 + model.retries() : 0)
                .sum();
        assertThat(attempts).as(where).isEqualTo(bounds.attempts().most());
        for (Worst<?> worst : List.of(bounds.attempts(), bounds.time(), bounds.ownTime(), bounds.cost())) {
            assertThat(worst.way()).as(where).startsWith(graph.start().id());
            for (int i = 1; i < worst.way().size(); i++) {
                assertThat(Objects.requireNonNull(byId.get(worst.way().get(i - 1)))
                                .arrows())
                        .as(where)
                        .contains(worst.way().get(i));
            }
            assertThat(worst.unbounded().isEmpty() || worst.way().stream().anyMatch(worst.unbounded()::contains))
                    .as("%s names one of %s: %s", worst.way(), worst.unbounded(), where)
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void models_are_met_as_often_as_they_may(long seed) {
        int walks = 10_000;
        Random random = new Random(seed);
        RouteDrawing drawing = new RandomRoutes(random).draw(8 + random.nextInt(20));
        RouteGraph graph = sound(drawing);
        RouteAnalysis analysis = RouteAnalysis.of(drawing, BoundsHoldTest::known, outlook(random));

        for (int round = 0; round < 6; round++) {
            // The first round goes smoothly.
            SimulatedRequest.Climate climate = round == 0
                    ? new SimulatedRequest.Climate(0, 0, false, false)
                    : SimulatedRequest.Climate.any(random, false);
            Map<ElementId, Integer> met = new HashMap<>();
            for (int i = 0; i < walks; i++) {
                new SimulatedRequest(graph, outlook(random), climate, random)
                        .run()
                        .models()
                        .forEach(id -> met.merge(id, 1, Integer::sum));
            }

            for (ModelChance model : analysis.models()) {
                int times = met.getOrDefault(model.model().id(), 0);
                Chance chance = round == 0 ? model.smooth() : model.chance();
                assertThat(times / (double) walks)
                        .as("seed %d, round %d, %s, %s", seed, round, model, drawing)
                        .isBetween(
                                chance.least() - spread(chance.least(), walks),
                                chance.most() + spread(chance.most(), walks));
            }
        }
    }

    /** Four standard deviations. */
    private static double spread(double chance, int walks) {
        return 4 * Math.sqrt(chance * (1 - chance) / walks) + 1e-9;
    }

    @Test
    void the_graphs_are_of_all_sorts() {
        Random random = new Random(11);
        RandomRoutes routes = new RandomRoutes(random);
        Map<Finding.Code, Integer> codes = new HashMap<>();
        int withTime = 0;
        int priced = 0;
        for (int round = 0; round < 1000; round++) {
            RouteAnalysis analysis = RouteAnalysis.of(routes.draw(), BoundsHoldTest::known, outlook(random));
            analysis.findings().stream()
                    .map(Finding::code)
                    .distinct()
                    .forEach(code -> codes.merge(code, 1, Integer::sum));
            Bounds bounds = Objects.requireNonNull(analysis.bounds());
            withTime += bounds.time().most() != null ? 1 : 0;
            BigDecimal cost = usd(bounds.cost());
            priced += cost != null && cost.signum() > 0 ? 1 : 0;
        }

        assertThat(codes)
                .containsKeys(
                        Finding.Code.UNREACHABLE,
                        Finding.Code.NO_MODEL,
                        Finding.Code.NEVER_HOLDS,
                        Finding.Code.ALWAYS_HOLDS,
                        Finding.Code.NO_SHARE,
                        Finding.Code.TOO_LONG,
                        Finding.Code.DEAD_END,
                        Finding.Code.NO_TIME_LIMIT,
                        Finding.Code.LAST_RETRY_WAITS,
                        Finding.Code.NO_PRICE);
        assertThat(withTime).isBetween(100, 950);
        assertThat(priced).isBetween(100, 950);
    }
}
