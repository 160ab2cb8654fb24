package dev.penstock.domain.route;

import static dev.penstock.domain.route.Drawn.end;
import static dev.penstock.domain.route.Drawn.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.route.ElementDraft.Properties;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violations;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StickinessTest {
    private static final RouteGraph STICKY = graph(new Properties.Percentage("metadata.user_id"));

    private final Random chance = new Random(7);

    private static ElementDraft split(@Nullable Properties properties) {
        Map<String, String> shares = new LinkedHashMap<>();
        shares.put("20%", "few");
        shares.put("80%", "many");
        return new ElementDraft("split", "percentage", properties, shares);
    }

    private static RouteGraph graph(@Nullable Properties properties) {
        return Drawn.sound(start("s", "split"), split(properties), end("few"), end("many"));
    }

    /** The label of the arrow that a request of this user takes. */
    private String way(RouteGraph graph, @Nullable String user) {
        Metadata metadata = new Metadata(user == null ? Map.of() : Map.of("user_id", new Metadata.Value.Text(user)));
        RouteWalk walk = RouteWalk.begin(graph, new Surroundings() {
            @Override
            public Facts facts() {
                return Facts.of(metadata, Headers.NONE, null);
            }

            @Override
            public TextPattern.Search search() {
                return (pattern, text) -> false;
            }

            @Override
            public double chance() {
                return chance.nextDouble(100);
            }
        });
        return walk.passed().stream()
                .filter(passage -> passage.element().value().equals("split"))
                .map(Passage::output)
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Walking {
        @Test
        void sends_requests_with_the_same_value_the_same_way() {
            for (int user = 0; user < 100; user++) {
                Set<String> ways = new HashSet<>();
                for (int i = 0; i < 10; i++) {
                    ways.add(way(STICKY, "user-" + user));
                }

                assertThat(ways).hasSize(1);
            }
        }

        @Test
        void gives_each_way_its_share_of_the_values() {
            int few = 0;
            for (int user = 0; user < 10_000; user++) {
                few += way(STICKY, "user-" + user).equals("20%") ? 1 : 0;
            }

            assertThat(few / 10_000.0).isCloseTo(0.2, within(0.02));
        }

        @Test
        void lets_chance_decide_where_the_value_is_missing() {
            int few = 0;
            for (int i = 0; i < 10_000; i++) {
                few += way(STICKY, null).equals("20%") ? 1 : 0;
            }

            assertThat(few / 10_000.0).isCloseTo(0.2, within(0.02));
        }

        @Test
        void lets_chance_decide_without_a_key() {
            Set<String> ways = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                ways.add(way(graph(null), "user-1"));
            }

            assertThat(ways).containsExactlyInAnyOrder("20%", "80%");
        }
    }

    @Nested
    class Drawing {
        @Test
        void keeps_the_key() {
            Properties sticky = new Properties.Percentage("body.user");

            RouteDrawing drawing = new RouteDrawing(List.of(split(sticky)));

            assertThat(drawing.elements()).containsExactly(split(sticky));
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = "")
        void keeps_nothing_of_a_key_that_is_none(@Nullable String key) {
            RouteDrawing drawing = new RouteDrawing(List.of(split(new Properties.Percentage(key))));

            assertThat(drawing.elements()).containsExactly(split(null));
        }

        @ParameterizedTest
        @ValueSource(strings = {"metadata.", "body..x", "headers.authorization", "a..b"})
        void refuses_what_is_no_path(String key) {
            Violations violations = new Violations();

            split(new Properties.Percentage(key)).check(Path.of("x"), violations);

            assertThat(violations.all())
                    .extracting(violation -> violation.path().toString())
                    .containsExactly("x.properties.key");
        }
    }
}
