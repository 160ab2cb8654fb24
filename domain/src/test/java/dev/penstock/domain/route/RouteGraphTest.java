package dev.penstock.domain.route;

import static dev.penstock.domain.route.Drawn.conditional;
import static dev.penstock.domain.route.Drawn.end;
import static dev.penstock.domain.route.Drawn.flaws;
import static dev.penstock.domain.route.Drawn.model;
import static dev.penstock.domain.route.Drawn.percentage;
import static dev.penstock.domain.route.Drawn.rate;
import static dev.penstock.domain.route.Drawn.sound;
import static dev.penstock.domain.route.Drawn.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.provider.ModelName;
import dev.penstock.domain.provider.ProviderId;
import dev.penstock.domain.route.ElementDraft.Properties;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteGraphTest {
    private static final ElementId E = new ElementId("e");

    @Nested
    class Reading {
        @Test
        void knows_every_element_with_all_that_was_drawn() {
            RouteGraph graph = sound(
                    start("s", "c"),
                    conditional("c", Map.of("metadata.plan", "paid"), "p", "r"),
                    percentage("p", "10%", "m", "else", "e"),
                    new ElementDraft(
                            "r",
                            "rate",
                            new Properties.Rate("cost", "", new BigDecimal("2.5"), new BigDecimal("60"), "sliding"),
                            Map.of("success", "m")),
                    model("m", "1500", "2", "e", "e"),
                    end("e"));

            assertThat(graph.elements())
                    .containsExactly(
                            new RouteElement.Start(new ElementId("s"), new ElementId("c")),
                            new RouteElement.Conditional(
                                    new ElementId("c"),
                                    new Condition.Equal(new FieldPath.InMetadata("plan"), "paid"),
                                    new ElementId("p"),
                                    new ElementId("r")),
                            new RouteElement.Percentage(
                                    new ElementId("p"),
                                    null,
                                    List.of(
                                            new RouteElement.Share("10%", new BigDecimal("10"), new ElementId("m")),
                                            new RouteElement.Share("else", new BigDecimal("90"), E))),
                            new RouteElement.Rate(
                                    new ElementId("r"),
                                    new RouteElement.Limit(
                                            RouteElement.LimitType.COST,
                                            null,
                                            new BigDecimal("2.5"),
                                            Duration.ofMinutes(1),
                                            Technique.SLIDING),
                                    new ElementId("m"),
                                    Optional.empty()),
                            new RouteElement.Model(
                                    new ElementId("m"),
                                    new ProviderId("openai"),
                                    new ModelName("gpt-5"),
                                    Optional.of(Duration.ofMillis(1500)),
                                    2,
                                    E,
                                    Optional.of(E)),
                            new RouteElement.End(E));
        }

        @Test
        void counts_in_fixed_windows_unless_told_otherwise_and_waits_forever_when_the_timeout_is_zero() {
            RouteGraph graph =
                    sound(start("s", "r"), rate("r", "10", "60", "m", "e"), model("m", "0", "0", "e", null), end("e"));

            assertThat(((RouteElement.Rate) graph.element(new ElementId("r"))).limit())
                    .isEqualTo(new RouteElement.Limit(
                            RouteElement.LimitType.COUNT,
                            new FieldPath.InMetadata("user"),
                            BigDecimal.TEN,
                            Duration.ofMinutes(1),
                            Technique.FIXED));
            assertThat(((RouteElement.Model) graph.element(new ElementId("m"))).timeout())
                    .isEmpty();
        }

        @Test
        void hands_out_its_start_and_what_arrows_lead_to() {
            RouteGraph graph = sound(end("e"), start("s", "e"));

            assertThat(graph.start().next()).isEqualTo(E);
            assertThat(graph.element(E)).isEqualTo(new RouteElement.End(E));
            assertThatIllegalArgumentException().isThrownBy(() -> graph.element(new ElementId("x")));
        }

        @Test
        void takes_elements_that_nothing_leads_to() {
            assertThat(flaws(start("s", "e"), model("m", "e", null), end("e"), end("other")))
                    .isEmpty();
        }
    }

    @Nested
    class Arrows {
        @Test
        void needs_a_start_and_an_end() {
            assertThat(flaws())
                    .containsExactly("elements A route must have a start", "elements A route must have an end");
        }

        @Test
        void takes_one_start_only() {
            assertThat(flaws(start("s", "e"), start("t", "e"), end("e"), start("u", "e")))
                    .containsExactly(
                            "elements[1].type A route must have one start only",
                            "elements[3].type A route must have one start only");
        }

        @Test
        void tells_elements_apart_by_their_ids() {
            assertThat(flaws(start("s", "e"), end("e"), end("e")))
                    .containsExactly("elements[2].id Another element has the id 'e'");
        }

        @Test
        void needs_every_arrow_to_lead_to_an_element() {
            assertThat(flaws(
                            start("s", ""),
                            conditional("c", null, "x", "e"),
                            percentage("p", "100", "y"),
                            model("m", "e", "z"),
                            end("e")))
                    .containsExactly(
                            "elements[0].outputs.next.elementId No element has the id ''",
                            "elements[1].outputs.true.elementId No element has the id 'x'",
                            "elements[2].outputs.100.elementId No element has the id 'y'",
                            "elements[3].outputs.fallback.elementId No element has the id 'z'");
        }

        @Test
        void does_not_mind_where_an_end_leads() {
            assertThat(flaws(start("s", "e"), new ElementDraft("e", "end", null, Map.of("next", "nowhere"))))
                    .isEmpty();
        }

        @Test
        void never_goes_in_circles() {
            assertThat(flaws(
                            start("s", "a"),
                            model("a", "b", "e"),
                            model("b", "e", "a"),
                            model("self", "self", "e"),
                            end("e")))
                    .containsExactly(
                            "elements[2].outputs.fallback.elementId Leads back to 'a': a route must not loop",
                            "elements[3].outputs.success.elementId Leads back to 'self': a route must not loop");
        }

        @Test
        void may_come_together_again() {
            assertThat(flaws(
                            start("s", "c"),
                            conditional("c", null, "a", "b"),
                            model("a", "e", "b"),
                            model("b", "e", "e"),
                            end("e")))
                    .isEmpty();
        }
    }

    @Nested
    class Shares {
        @ParameterizedTest
        @CsvSource({
            "10%, 90%",
            "50, 50.00%",
            "50% (a), 50% (b)",
            "33.33%, 66.66%",
            "60.005, 40",
            "0%, else",
            "40, else",
            "100, else"
        })
        void make_up_the_whole(String one, String other) {
            assertThat(flaws(start("s", "p"), percentage("p", one, "e", other, "e"), end("e")))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"10%, 80%, 90", "60, 50, 110", "33, 66.98, 99.98", "100, 0.02, 100.02"})
        void that_do_not_add_up_are_unsound(String one, String other, String sum) {
            assertThat(flaws(start("s", "p"), percentage("p", one, "e", other, "e"), end("e")))
                    .containsExactly("elements[1].outputs The shares must make up 100, these make up " + sum);
        }

        @ParameterizedTest
        @ValueSource(strings = {"half", "", "%", "-5", "101", "10.5.5", "99999999999"})
        void that_no_number_can_be_read_from_are_unsound(String label) {
            assertThat(flaws(start("s", "p"), percentage("p", label, "e"), end("e")))
                    .containsExactly(
                            "elements[1].outputs." + label + " No share from 0 to 100 can be read from this label");
        }

        @Test
        void are_one_to_five() {
            assertThat(flaws(start("s", "p"), percentage("p"), end("e")))
                    .containsExactly("elements[1].outputs A percentage element must have 1 to 5 outputs, this has 0");
            assertThat(flaws(
                            start("s", "p"),
                            percentage("p", "20", "e", "20 b", "e", "20 c", "e", "20 d", "e", "10", "e", "10 b", "e"),
                            end("e")))
                    .containsExactly("elements[1].outputs A percentage element must have 1 to 5 outputs, this has 6");
        }

        @Test
        void give_what_is_left_to_else() {
            RouteGraph graph =
                    sound(start("s", "p"), percentage("p", "else", "a", "12.5%", "e", "37.5", "e"), end("e"), end("a"));

            assertThat(((RouteElement.Percentage) graph.element(new ElementId("p"))).shares())
                    .extracting(share -> share.percent().toPlainString() + share.next())
                    .containsExactlyInAnyOrder("12.5e", "37.5e", "50.0a");
        }
    }

    @Nested
    class Values {
        @ParameterizedTest
        @CsvSource({
            "0, 60, limit Number must be greater than 0",
            "-1, 60, limit Number must be greater than 0",
            "1, 0, window Number must be greater than 0",
            "1, -3, window Number must be greater than 0",
            "1, 0.5, 'window Expected integer, received float'",
            "1, 1e300, window Number must be less than or equal to 2147483647"
        })
        void of_a_rate_are_more_than_nothing(String limit, String window, String reason) {
            assertThat(flaws(start("s", "r"), rate("r", limit, window, "e", null), end("e")))
                    .containsExactly("elements[1].properties." + reason);
        }

        @ParameterizedTest
        @CsvSource({
            "-1, 0, timeout Number must be greater than or equal to 0",
            "1e300, 0, timeout Number must be less than or equal to 2147483647",
            "0.5, 0, 'timeout Expected integer, received float'",
            "0, -1, retries Number must be greater than or equal to 0",
            "0, 6, retries Number must be less than or equal to 5",
            "0, 1.5, 'retries Expected integer, received float'"
        })
        void of_a_model_stay_within_bounds(String timeout, String retries, String reason) {
            assertThat(flaws(start("s", "m"), model("m", timeout, retries, "e", null), end("e")))
                    .containsExactly("elements[1].properties." + reason);
        }

        @Test
        void of_a_model_name_a_provider_that_is_known_and_a_model() {
            Properties unknown = new Properties.Model("nobody", "", BigDecimal.ZERO, BigDecimal.ZERO);
            Properties noSlug = new Properties.Model("Open AI", "m", BigDecimal.ZERO, BigDecimal.ZERO);

            assertThat(flaws(
                            start("s", "m"),
                            new ElementDraft("m", "model", unknown, Map.of("success", "n")),
                            new ElementDraft("n", "model", noSlug, Map.of("success", "e")),
                            end("e")))
                    .containsExactly(
                            "elements[1].properties.provider No provider is called 'nobody'",
                            "elements[1].properties.model String must contain at least 1 character(s)",
                            "elements[2].properties.provider No provider is called 'Open AI'");
        }

        @Test
        void read_the_same_however_a_whole_number_is_written() {
            assertThat(flaws(start("s", "m"), model("m", "6e4", "2.0", "e", null), end("e")))
                    .isEmpty();
        }
    }
}
