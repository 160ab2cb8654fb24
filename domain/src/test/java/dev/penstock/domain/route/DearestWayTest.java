package dev.penstock.domain.route;

import static dev.penstock.domain.route.Drawn.conditional;
import static dev.penstock.domain.route.Drawn.end;
import static dev.penstock.domain.route.Drawn.model;
import static dev.penstock.domain.route.Drawn.rate;
import static dev.penstock.domain.route.Drawn.sound;
import static dev.penstock.domain.route.Drawn.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.inference.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the most expensive walk from an element on costs. */
class DearestWayTest {
    private static @Nullable Cost dearest(RouteGraph graph, String from, Map<String, String> prices) {
        return graph.dearest(new ElementId(from), model -> {
            String price = prices.get(model.id().value());
            return price == null ? null : Cost.of(price);
        });
    }

    @Test
    void is_the_dearest_of_models_that_stand_in_for_each_other() {
        RouteGraph graph =
                sound(start("s", "a"), model("a", "e", "b"), model("b", "e", "c"), model("c", "e", null), end("e"));

        assertThat(dearest(graph, "a", Map.of("a", "1", "b", "5", "c", "2"))).isEqualTo(Cost.of("5"));
        assertThat(dearest(graph, "c", Map.of("a", "1", "b", "5", "c", "2"))).isEqualTo(Cost.of("2"));
    }

    @Test
    void adds_up_models_that_answer_one_after_the_other() {
        RouteGraph graph =
                sound(start("s", "a"), model("a", "b", "c"), model("b", "e", null), model("c", "e", null), end("e"));

        assertThat(dearest(graph, "a", Map.of("a", "1", "b", "5", "c", "5.5"))).isEqualTo(Cost.of("6"));
    }

    @Test
    void looks_behind_every_arrow() {
        RouteGraph graph = sound(
                start("s", "r"),
                rate("r", "1", "60", "f", "d"),
                conditional("f", null, "a", "b"),
                model("a", "e", null),
                model("b", "e", null),
                model("d", "e", null),
                end("e"));

        assertThat(dearest(graph, "f", Map.of("a", "1", "b", "2"))).isEqualTo(Cost.of("2"));
        assertThat(dearest(graph, "r", Map.of("a", "1", "b", "2", "d", "3"))).isEqualTo(Cost.of("3"));
    }

    @Test
    void is_not_known_when_one_model_has_no_price() {
        RouteGraph graph = sound(start("s", "a"), model("a", "e", "b"), model("b", "e", null), end("e"));

        assertThat(dearest(graph, "a", Map.of("a", "1"))).isNull();
        assertThat(dearest(graph, "a", Map.of("b", "1"))).isNull();
        assertThat(dearest(graph, "b", Map.of("b", "1"))).isEqualTo(Cost.of("1"));
    }

    @Test
    void is_nothing_where_no_model_is() {
        assertThat(dearest(sound(start("s", "e"), end("e")), "e", Map.of())).isEqualTo(Cost.ZERO);
    }

    /** Twice as many ways with each rung. */
    @Test
    void looks_at_each_model_once_however_many_ways_there_are() {
        List<ElementDraft> rungs = new ArrayList<>(List.of(start("s", "m0"), end("e")));
        for (int i = 0; i < 300; i++) {
            rungs.add(model("m" + i, "n" + i, "n" + i));
            rungs.add(model("n" + i, i == 299 ? "e" : "m" + (i + 1), null));
        }
        List<String> asked = new ArrayList<>();

        Cost most = sound(rungs.toArray(ElementDraft[]::new)).dearest(new ElementId("m0"), model -> {
            asked.add(model.id().value());
            return Cost.of("1");
        });

        assertThat(most).isEqualTo(Cost.of("600"));
        assertThat(asked).hasSize(600).doesNotHaveDuplicates();
    }
}
