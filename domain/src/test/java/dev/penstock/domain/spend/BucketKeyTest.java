package dev.penstock.domain.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.limit.Window;
import dev.penstock.domain.route.ElementId;
import dev.penstock.domain.route.RouteId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BucketKeyTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final RouteId ROUTE = new RouteId(new UUID(1, 2));

    @Test
    void of_an_element_is_never_that_of_a_rule_whatever_the_rule_is_called() {
        BucketKey element = BucketKey.ofElement(ROUTE, new ElementId("e"), DAY, "");
        Stream<String> ids = Stream.of(element.rule(), "rule/" + element.rule(), "rule/rule/" + element.rule());

        Set<BucketKey> keys =
                Set.copyOf(Stream.concat(Stream.of(element), ids.map(id -> BucketKey.of(id, DAY, List.of())))
                        .toList());

        assertThat(keys).hasSize(4);
    }

    @Test
    void calls_a_rule_by_its_id_where_callers_read_it() {
        for (String id : List.of("r", "route/r", "rule/r")) {
            SpendClaim claim =
                    new SpendClaim(BucketKey.of(id, DAY, List.of()), BigDecimal.ONE, new Window(DAY, Technique.FIXED));

            assertThat(claim.refusal("openai", "m")).contains("rule '" + id + "'");
        }
    }

    @Test
    void of_an_element_depends_on_the_value_and_does_not_keep_it() {
        BucketKey one = BucketKey.ofElement(ROUTE, new ElementId("e"), DAY, "u1");

        assertThat(one).isEqualTo(BucketKey.ofElement(ROUTE, new ElementId("e"), DAY, "u1"));
        assertThat(one).isNotEqualTo(BucketKey.ofElement(ROUTE, new ElementId("e"), DAY, "u2"));
        assertThat(one.partition()).hasSize(32).doesNotContain("u1");
        assertThat(BucketKey.ofElement(ROUTE, new ElementId("e"), DAY, "").isDivided())
                .isFalse();
    }
}
