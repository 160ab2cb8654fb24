package dev.penstock.domain.route;

import static dev.penstock.domain.route.Drawn.conditional;
import static dev.penstock.domain.route.Drawn.end;
import static dev.penstock.domain.route.Drawn.formErrors;
import static dev.penstock.domain.route.Drawn.model;
import static dev.penstock.domain.route.Drawn.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.domain.route.ElementDraft.Properties;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteDrawingTest {
    @Test
    void takes_an_unsound_drawing_as_it_is() {
        List<ElementDraft> loose = List.of(start("s", "nowhere"), model("m", "-1", "99", "s", "m"));

        assertThat(formErrors(loose)).isEmpty();
        assertThat(formErrors(List.of())).isEmpty();
        assertThat(new RouteDrawing(loose).elements()).isEqualTo(loose);
    }

    @Test
    void says_what_every_type_misses() {
        List<ElementDraft> empty = new ArrayList<>();
        empty.add(new ElementDraft(null, null, null, null));
        for (String type : List.of("start", "conditional", "percentage", "rate", "model", "end")) {
            empty.add(new ElementDraft("", type, null, Map.of()));
        }

        assertThat(formErrors(empty))
                .containsExactly(
                        "elements[0].id Required",
                        "elements[0].type Required",
                        "elements[0].outputs Required",
                        "elements[1].id String must contain at least 1 character(s)",
                        "elements[1].outputs.next Required",
                        "elements[2].id String must contain at least 1 character(s)",
                        "elements[2].outputs.true Required",
                        "elements[2].outputs.false Required",
                        "elements[2].properties Required",
                        "elements[3].id String must contain at least 1 character(s)",
                        "elements[4].id String must contain at least 1 character(s)",
                        "elements[4].outputs.success Required",
                        "elements[4].properties Required",
                        "elements[5].id String must contain at least 1 character(s)",
                        "elements[5].outputs.success Required",
                        "elements[5].properties Required",
                        "elements[6].id String must contain at least 1 character(s)");
    }

    @Test
    void says_what_properties_miss() {
        Map<String, String> success = Map.of("success", "e");
        assertThat(formErrors(List.of(
                        new ElementDraft("r", "rate", new Properties.Rate(null, null, null, null, "now"), success),
                        new ElementDraft("m", "model", new Properties.Model(null, null, null, null), success),
                        new ElementDraft(
                                "q",
                                "rate",
                                new Properties.Rate("tokens", "headers.", BigDecimal.ONE, BigDecimal.ONE, null),
                                success))))
                .containsExactly(
                        "elements[0].properties.limitType Required",
                        "elements[0].properties.key Required",
                        "elements[0].properties.limit Required",
                        "elements[0].properties.window Required",
                        "elements[0].properties.technique Invalid enum value."
                                + " Expected 'fixed' | 'sliding', received 'now'",
                        "elements[1].properties.provider Required",
                        "elements[1].properties.model Required",
                        "elements[1].properties.timeout Required",
                        "elements[1].properties.retries Required",
                        "elements[2].properties.limitType Invalid enum value."
                                + " Expected 'count' | 'cost', received 'tokens'",
                        "elements[2].properties.key Invalid path:"
                                + " write metadata.<key>, body.<member> or headers.<name>");
    }

    @Test
    void says_which_arrow_leads_to_nothing_at_all() {
        Map<String, String> arrows = new HashMap<>();
        arrows.put("next", null);

        assertThat(formErrors(List.of(new ElementDraft("s", "start", null, arrows))))
                .containsExactly("elements[0].outputs.next.elementId Required");
    }

    @Test
    void refuses_a_type_that_it_does_not_know() {
        assertThat(formErrors(List.of(new ElementDraft("x", "loop", null, Map.of()))))
                .containsExactly("elements[0].type Invalid enum value. Expected 'start' | 'conditional' | 'percentage'"
                        + " | 'rate' | 'model' | 'end', received 'loop'");
    }

    @Test
    void refuses_an_operator_that_it_does_not_know_at_its_place() {
        assertThat(formErrors(List.of(
                        conditional("c", Map.of("metadata.plan", Map.of("$like", "p%")), "e", "e"), end("e"))))
                .containsExactly("elements[0].properties.conditions.metadata.plan.$like Unknown operator '$like'");
    }

    @Test
    void bounds_how_much_is_drawn() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= 100; i++) {
            many.put("share " + i, "e");
        }
        String longText = "x".repeat(257);

        assertThat(formErrors(Collections.nCopies(1001, end("e"))))
                .containsExactly("elements Array must contain at most 1000 element(s)");
        assertThat(formErrors(null)).containsExactly("elements Required");
        assertThat(formErrors(List.of(new ElementDraft(longText, "percentage", null, many), start("s", longText))))
                .containsExactly(
                        "elements[0].id String must contain at most 256 character(s)",
                        "elements[0].outputs Object must contain at most 100 member(s)",
                        "elements[1].outputs.next.elementId String must contain at most 256 character(s)");
        assertThat(formErrors(List.of(model("m", "1e400", "1e-400", "e", null))))
                .containsExactly(
                        "elements[0].properties.timeout Number must be finite",
                        "elements[0].properties.retries Number must be finite");
    }

    @Test
    void leaves_out_what_the_type_of_an_element_does_not_know() {
        Map<String, String> arrows = new HashMap<>(Map.of("success", "e", "fallback", "", "next", "e"));
        Properties model = new Properties.Model("openai", "m", BigDecimal.ONE, BigDecimal.ONE);

        RouteDrawing drawing = new RouteDrawing(List.of(
                new ElementDraft("m", "model", model, arrows),
                new ElementDraft("e", "end", model, Map.of("next", "m"))));

        assertThat(drawing.elements())
                .containsExactly(
                        new ElementDraft("m", "model", model, Map.of("success", "e")),
                        new ElementDraft("e", "end", null, Map.of("next", "m")));
    }

    @Test
    void cannot_be_changed_through_what_it_was_made_of() {
        List<Object> plans = new ArrayList<>(List.of("a"));
        Map<String, Object> tree = new HashMap<>(Map.of("plan", Map.of("$in", plans)));
        Map<String, String> arrows = new HashMap<>(Map.of("true", "e", "false", "e"));
        RouteDrawing drawing = new RouteDrawing(
                List.of(new ElementDraft("c", "conditional", new Properties.Conditions(tree), arrows)));

        plans.add("b");
        tree.clear();
        arrows.clear();

        assertThat(drawing.elements())
                .containsExactly(conditional("c", Map.of("plan", Map.of("$in", List.of("a"))), "e", "e"));
    }

    @Test
    void spells_a_number_in_one_way() {
        RouteDrawing sent = new RouteDrawing(List.of(
                model("m", "6e4", "1", "e", null),
                conditional("c", Map.of("n", Arrays.asList(1, 1.5, 7L, new BigDecimal("1E+2"), null)), "m", "m")));

        assertThat(sent)
                .isEqualTo(new RouteDrawing(List.of(
                        model("m", "60000", "1", "e", null),
                        conditional(
                                "c",
                                Map.of(
                                        "n",
                                        Arrays.asList(
                                                new BigDecimal("1"),
                                                new BigDecimal("1.5"),
                                                new BigDecimal("7"),
                                                new BigDecimal("100"),
                                                null)),
                                "m",
                                "m"))));
    }

    @Test
    void is_never_made_of_what_is_ill_formed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RouteDrawing(List.of(new ElementDraft("x", "loop", null, Map.of()))));
    }
}
