package dev.penstock.domain.route.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.domain.gateway.RetryPolicy;
import dev.penstock.domain.inference.Cost;
import dev.penstock.domain.inference.Price;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.ElementDraft;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteDrawing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RouteAnalysisTest {
    private static final RetryPolicy PAUSES =
            new RetryPolicy(null, Duration.ofMillis(100), RetryPolicy.Backoff.EXPONENTIAL);
    private static final Price CHEAP = price("0.000001", "0.000002");
    private static final Price DEAR = price("0.00001", "0.00003");

    private static Price price(String input, String output) {
        return new Price(new Price.Rates(new BigDecimal(input), new BigDecimal(output), null, null), List.of());
    }

    private static Outlook.Supply supply(String model) {
        return switch (model) {
            case "cheap" -> new Outlook.Supply(true, true, CHEAP);
            case "dear" -> new Outlook.Supply(true, true, DEAR);
            case "keyless" -> new Outlook.Supply(true, false, CHEAP);
            case "far" -> new Outlook.Supply(false, false, CHEAP);
            default -> new Outlook.Supply(true, true, null);
        };
    }

    private static boolean known(ProviderId provider) {
        return provider.slug().equals("openai");
    }

    private static RouteAnalysis analyse(ElementDraft... elements) {
        return analyse(null, elements);
    }

    private static RouteAnalysis analyse(@Nullable Duration firstContent, ElementDraft... elements) {
        Outlook outlook = new Outlook((provider, model) -> supply(model.value()), PAUSES, firstContent, true);
        return RouteAnalysis.of(new RouteDrawing(List.of(elements)), RouteAnalysisTest::known, outlook);
    }

    private static Bounds bounds(ElementDraft... elements) {
        return Objects.requireNonNull(analyse(elements).bounds());
    }

    private static ElementDraft start(String next) {
        return new ElementDraft("s", "start", null, Map.of("next", next));
    }

    private static ElementDraft end() {
        return new ElementDraft("e", "end", null, Map.of());
    }

    private static ElementDraft model(
            String id, String model, int timeout, int retries, String success, @Nullable String fallback) {
        Properties properties =
                new Properties.Model("openai", model, BigDecimal.valueOf(timeout), BigDecimal.valueOf(retries));
        return new ElementDraft(
                id,
                "model",
                properties,
                fallback == null ? Map.of("success", success) : Map.of("success", success, "fallback", fallback));
    }

    private static ElementDraft rate(String id, String success, @Nullable String fallback) {
        return new ElementDraft(
                id,
                "rate",
                new Properties.Rate("count", "", BigDecimal.ONE, BigDecimal.ONE, null),
                fallback == null ? Map.of("success", success) : Map.of("success", success, "fallback", fallback));
    }

    private static ElementDraft conditional(String id, @Nullable Object tree, String whenTrue, String whenFalse) {
        return new ElementDraft(
                id, "conditional", new Properties.Conditions(tree), Map.of("true", whenTrue, "false", whenFalse));
    }

    private static ElementDraft split(String id, String... labelsAndTargets) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (int i = 0; i < labelsAndTargets.length; i += 2) {
            outputs.put(labelsAndTargets[i], labelsAndTargets[i + 1]);
        }
        return new ElementDraft(id, "percentage", null, outputs);
    }

    private static List<String> ids(Worst<?> worst) {
        return worst.way().stream().map(ElementId::value).toList();
    }

    /** Every finding of this severity, as code and path. */
    private static List<String> findings(RouteAnalysis analysis, Finding.Severity severity) {
        return analysis.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(finding -> finding.code() + " " + finding.path())
                .toList();
    }

    private static List<String> warnings(ElementDraft... elements) {
        return findings(analyse(elements), Finding.Severity.WARNING);
    }

    private static List<String> notes(ElementDraft... elements) {
        return findings(analyse(elements), Finding.Severity.NOTE);
    }

    @Nested
    class Bounding {
        @Test
        void takes_the_way_through_both_models_as_the_worst() {
            Bounds bounds = bounds(
                    start("a"),
                    model("a", "dear", 30_000, 2, "e", "b"),
                    model("b", "cheap", 10_000, 0, "e", null),
                    end());

            assertThat(bounds.attempts().most()).isEqualTo(4);
            assertThat(ids(bounds.attempts())).containsExactly("s", "a", "b");
            // Three times 30 s and once 10 s; pauses of 100 and 200 ms, or of a minute each, drawn out by a fifth.
            assertThat(bounds.ownTime().most()).isEqualTo(Duration.ofMillis(100_000 + 120 + 240));
            assertThat(bounds.time().most()).isEqualTo(Duration.ofSeconds(100 + 2 * 72));
        }

        @Test
        void charges_the_model_that_answers_and_with_failures_every_attempt() {
            Bounds bounds = bounds(
                    start("a"),
                    model("a", "dear", 30_000, 2, "e", "b"),
                    model("b", "cheap", 10_000, 0, "e", null),
                    end());

            assertThat(Objects.requireNonNull(bounds.cost().most()).usd()).isEqualByComparingTo("0.04");
            assertThat(ids(bounds.cost())).containsExactly("s", "a", "e");
            assertThat(Objects.requireNonNull(bounds.costOfAll().most()).usd()).isEqualByComparingTo("0.123");
            assertThat(ids(bounds.costOfAll())).containsExactly("s", "a", "b");
        }

        @Test
        void charges_every_model_of_a_chain_that_goes_on_after_an_answer() {
            Bounds bounds =
                    bounds(start("a"), model("a", "dear", 1, 0, "b", "e"), model("b", "cheap", 1, 0, "e", null), end());

            assertThat(bounds.cost().most()).extracting(Cost::asDouble).isEqualTo(0.043);
            assertThat(ids(bounds.cost())).containsExactly("s", "a", "b", "e");
        }

        @Test
        void takes_the_rates_of_long_prompts() {
            Price tiered = new Price(
                    new Price.Rates(BigDecimal.ZERO, BigDecimal.ZERO, null, null),
                    List.of(new Price.Tier(200_000, DEAR.rates())));
            Outlook outlook =
                    new Outlook((provider, model) -> new Outlook.Supply(true, true, tiered), PAUSES, null, true);

            RouteAnalysis analysis = RouteAnalysis.of(
                    new RouteDrawing(List.of(start("a"), model("a", "x", 1, 0, "e", null), end())),
                    RouteAnalysisTest::known,
                    outlook);

            assertThat(Objects.requireNonNull(analysis.bounds()).cost().most())
                    .extracting(Cost::asDouble)
                    .isEqualTo(0.04);
        }

        @Test
        void names_the_models_that_nothing_limits() {
            ElementDraft[] drawing = {
                start("a"), model("a", "dear", 0, 0, "e", "b"), model("b", "unpriced", 5, 0, "e", null), end()
            };

            Bounds bounds = bounds(drawing);

            assertThat(bounds.time().most()).isNull();
            assertThat(bounds.time().unbounded()).containsExactly(new ElementId("a"));
            assertThat(ids(bounds.time())).startsWith("s", "a");
            assertThat(bounds.cost().most()).isNull();
            assertThat(bounds.cost().unbounded()).containsExactly(new ElementId("b"));
            assertThat(ids(bounds.cost())).containsExactly("s", "a", "b", "e");
            assertThat(warnings(drawing)).containsExactly("NO_TIME_LIMIT elements[1].properties.timeout");
            assertThat(notes(drawing)).contains("NO_PRICE elements[2].properties.model");
        }

        @Test
        void goes_by_the_limit_on_first_content_where_it_is_shorter() {
            RouteAnalysis analysis = analyse(
                    Duration.ofSeconds(7),
                    start("a"),
                    model("a", "cheap", 0, 0, "e", "b"),
                    model("b", "cheap", 9000, 0, "e", "c"),
                    model("c", "cheap", 5000, 1, "e", null),
                    end());

            // The last retry waits beyond its element's limit, but not beyond this one.
            assertThat(Objects.requireNonNull(analysis.bounds()).time().most())
                    .isEqualTo(Duration.ofSeconds(7 + 7 + 5 + 72 + 7));
            assertThat(findings(analysis, Finding.Severity.WARNING)).isEmpty();
            assertThat(findings(analysis, Finding.Severity.NOTE))
                    .containsExactly("DEAD_END elements[3].outputs.fallback");
        }

        @Test
        void knows_that_the_last_retry_of_the_last_model_waits() {
            ElementDraft[] drawing = {
                start("a"), model("a", "dear", 1000, 1, "e", "b"), model("b", "cheap", 1000, 1, "e", "e"), end()
            };

            Bounds bounds = bounds(drawing);

            assertThat(bounds.time().most()).isNull();
            assertThat(bounds.time().unbounded()).containsExactly(new ElementId("b"));
            assertThat(bounds.ownTime().most()).isEqualTo(Duration.ofMillis(4000 + 2 * 120));
            assertThat(notes(drawing)).contains("LAST_RETRY_WAITS elements[2].properties.timeout");
        }

        @Test
        void leaves_out_what_no_request_comes_to() {
            Bounds bounds = bounds(
                    start("c"),
                    conditional("c", Map.of("headers.x", 5), "a", "b"),
                    model("a", "unpriced", 0, 5, "e", null),
                    model("b", "cheap", 10, 0, "e", null),
                    end());

            assertThat(bounds.attempts().most()).isEqualTo(1);
            assertThat(bounds.time().most()).isEqualTo(Duration.ofMillis(10));
            assertThat(bounds.cost().most()).isNotNull();
        }

        @Test
        void counts_no_further_than_a_walk_may_go() {
            List<ElementDraft> drawing = new ArrayList<>(List.of(start("m0")));
            for (int i = 0; i < 60; i++) {
                drawing.add(model("m" + i, "cheap", 1, 0, i < 59 ? "m" + (i + 1) : "e", null));
            }
            drawing.add(end());

            RouteAnalysis analysis = analyse(drawing.toArray(ElementDraft[]::new));

            assertThat(Objects.requireNonNull(analysis.bounds()).attempts().most())
                    .isEqualTo(49);
            assertThat(findings(analysis, Finding.Severity.WARNING)).containsExactly("TOO_LONG elements");
            assertThat(analysis.models().get(48).smooth()).isEqualTo(new Chance(1, 1));
            assertThat(analysis.models().get(49).smooth()).isEqualTo(new Chance(0, 0));
        }

        @Test
        void says_nothing_of_a_way_that_is_just_short_enough() {
            List<ElementDraft> drawing = new ArrayList<>(List.of(start("m0")));
            for (int i = 0; i < 48; i++) {
                drawing.add(model("m" + i, "cheap", 1, 0, i < 47 ? "m" + (i + 1) : "e", null));
            }
            drawing.add(end());

            assertThat(warnings(drawing.toArray(ElementDraft[]::new))).isEmpty();
        }
    }

    @Nested
    class Chances {
        private final RouteAnalysis analysis = analyse(
                start("c"),
                conditional("c", Map.of("metadata.plan", "paid"), "split", "limit"),
                split("split", "10%", "a", "90%", "b"),
                rate("limit", "b", null),
                model("a", "cheap", 10, 0, "e", "b"),
                model("b", "cheap", 10, 0, "e", null),
                end());

        @Test
        void reach_from_the_least_to_the_most_that_conditions_limits_and_failures_make_of_them() {
            assertThat(analysis.models().get(0).chance()).isEqualTo(new Chance(0, 0.1));
            assertThat(analysis.models().get(1).chance().least()).isZero();
            assertThat(analysis.models().get(1).chance().most()).isCloseTo(1, within(1e-12));
        }

        @Test
        void of_what_a_field_decides_are_open_unless_its_values_are_spread() {
            RouteAnalysis sticky = analyse(
                    start("split"),
                    new ElementDraft(
                            "split",
                            "percentage",
                            new Properties.Percentage("metadata.user"),
                            Map.of("10%", "a", "90%", "e")),
                    model("a", "cheap", 10, 0, "e", null),
                    end());

            assertThat(sticky.models().get(0).chance()).isEqualTo(new Chance(0, 1));
            assertThat(sticky.models().get(0).smooth()).isEqualTo(new Chance(0.1, 0.1));
        }

        @Test
        void are_closer_together_when_all_goes_well() {
            assertThat(analysis.models().get(0).smooth()).isEqualTo(new Chance(0, 0.1));
            assertThat(analysis.models().get(1).smooth()).isEqualTo(new Chance(0.9, 1));
        }
    }

    @Nested
    class Finding_oddities {
        @Test
        void names_what_nothing_leads_to() {
            assertThat(warnings(
                            start("a"),
                            model("a", "cheap", 1, 0, "e", null),
                            model("b", "cheap", 1, 0, "c", null),
                            model("c", "cheap", 1, 0, "e", null),
                            end()))
                    .containsExactly("UNREACHABLE elements[2]", "UNREACHABLE elements[3]");
        }

        @Test
        void names_what_only_arrows_lead_to_that_nobody_takes() {
            assertThat(warnings(
                            start("p"),
                            split("p", "0%", "a", "100%", "c"),
                            conditional("c", Map.of("headers.x", true), "a", "b"),
                            model("a", "cheap", 1, 0, "e", null),
                            model("b", "cheap", 1, 0, "e", null),
                            end()))
                    .containsExactly(
                            "NO_SHARE elements[1].outputs.0%",
                            "NEVER_HOLDS elements[2].properties.conditions", "UNREACHABLE elements[3]");
        }

        @Test
        void names_conditions_that_always_hold() {
            assertThat(warnings(
                            start("c"), conditional("c", null, "a", "a"), model("a", "cheap", 1, 0, "e", null), end()))
                    .containsExactly("ALWAYS_HOLDS elements[1].properties.conditions");
        }

        @Test
        void names_ways_past_every_model() {
            RouteAnalysis analysis = analyse(
                    start("c"),
                    conditional("c", Map.of("body.a", 1), "a", "e"),
                    model("a", "cheap", 1, 0, "e", null),
                    end());

            assertThat(findings(analysis, Finding.Severity.WARNING)).containsExactly("NO_MODEL elements[3]");
            assertThat(analysis.findings().get(0).message()).endsWith("s, c, e");
        }

        @Test
        void names_where_a_route_ends_without_an_answer() {
            assertThat(notes(
                            start("r"),
                            rate("r", "a", null),
                            model("a", "cheap", 1, 0, "e", "b"),
                            model("b", "cheap", 1, 0, "c", "e"),
                            model("c", "cheap", 1, 0, "e", null),
                            end()))
                    .containsExactly("DEAD_END elements[1].outputs.fallback", "DEAD_END elements[3].outputs.fallback");
        }

        @Test
        void names_models_without_a_key_or_out_of_reach() {
            assertThat(warnings(
                            start("a"),
                            model("a", "keyless", 1, 0, "e", "b"),
                            model("b", "far", 1, 0, "e", null),
                            end()))
                    .containsExactly(
                            "NO_CREDENTIAL elements[1].properties.provider",
                            "OUT_OF_REACH elements[2].properties.provider");
        }
    }

    @Nested
    class An_unsound_drawing {
        @Test
        void has_errors_of_their_kinds_and_no_bounds() {
            RouteAnalysis analysis = analyse(
                    start("a"),
                    new ElementDraft("t", "start", null, Map.of("next", "a")),
                    model("a", "cheap", 1, 0, "b", "nowhere"),
                    model("b", "cheap", 1, 9, "a", null),
                    split("p", "10%", "b"),
                    split("q", "x", "b"),
                    split("a", "100%", "b"));

            assertThat(findings(analysis, Finding.Severity.ERROR))
                    .containsExactlyInAnyOrder(
                            "INCOMPLETE elements",
                            "SECOND_START elements[1].type",
                            "MISSING_ELEMENT elements[2].outputs.fallback.elementId",
                            "LOOP elements[3].outputs.success.elementId",
                            "WRONG_PROPERTY elements[3].properties.retries",
                            "SHARES elements[4].outputs",
                            "SHARES elements[5].outputs.x",
                            "SAME_ID elements[6].id");
            assertThat(analysis.bounds()).isNull();
            assertThat(analysis.models()).isEmpty();
        }

        @Test
        void has_oddities_too() {
            RouteAnalysis analysis = analyse(
                    start("c"),
                    conditional("c", Map.of("headers.x", 1), "c", "c"),
                    model("a", "keyless", 1, 0, "c", null));

            assertThat(findings(analysis, Finding.Severity.WARNING))
                    .contains(
                            "NEVER_HOLDS elements[1].properties.conditions",
                            "UNREACHABLE elements[2]",
                            "NO_CREDENTIAL elements[2].properties.provider");
        }

        @Test
        void of_no_elements_is_incomplete() {
            RouteAnalysis analysis = analyse();

            assertThat(findings(analysis, Finding.Severity.ERROR))
                    .containsExactly("INCOMPLETE elements", "INCOMPLETE elements");
        }

        @Test
        void shows_no_more_than_a_thousand_findings_the_worst_first() {
            List<ElementDraft> drawing = new ArrayList<>(List.of(start("x")));
            for (int i = 0; i < 999; i++) {
                drawing.add(model("m" + i, "unpriced", 1, 0, "nowhere", null));
            }

            RouteAnalysis analysis = analyse(drawing.toArray(ElementDraft[]::new));

            assertThat(analysis.findings())
                    .hasSize(RouteAnalysis.MOST_FINDINGS)
                    .allMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }
}
