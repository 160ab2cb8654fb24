package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.validation.Validated;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouteQuestionTest {
    private static RouteQuestion.Draft draft(
            @Nullable Map<String, @Nullable Object> metadata, @Nullable List<String> failing, @Nullable String chance) {
        return new RouteQuestion.Draft(
                null, metadata, null, null, failing, chance == null ? null : new BigDecimal(chance));
    }

    private static List<String> wrong(RouteQuestion.Draft draft) {
        return draft.violations().stream()
                .map(it -> it.path() + " " + it.message())
                .toList();
    }

    @Test
    void may_be_about_a_request_with_nothing_in_it() {
        assertThat(RouteQuestion.Draft.EMPTY.check()).isInstanceOfSatisfying(Validated.Valid.class, valid -> {
            RouteQuestion question = (RouteQuestion) valid.value();
            assertThat(question.facts().at(new FieldPath.InMetadata("plan")).there())
                    .isFalse();
            assertThat(question.version()).isEmpty();
            assertThat(question.chance()).isEmpty();
        });
    }

    @Test
    void is_told_everything_that_is_wrong_with_it() {
        Map<String, @Nullable Object> metadata = new HashMap<>();
        metadata.put("cf.own", null);

        assertThat(wrong(draft(metadata, List.of("a", ""), "-0.1")))
                .containsExactlyInAnyOrder(
                        "metadata.cf.own Names that begin with 'cf.' are reserved",
                        "metadata.cf.own Invalid input",
                        "failing[1] String must contain at least 1 character(s)",
                        "chance Number must be greater than or equal to 0");
        assertThat(wrong(draft(null, null, "100.1")))
                .containsExactly("chance Number must be less than or equal to 100");
        assertThat(wrong(draft(null, null, "100"))).isEmpty();
    }

    @Test
    void has_no_more_metadata_than_a_request_may_have() {
        Map<String, @Nullable Object> six = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            six.put("k" + i, "v");
        }

        assertThat(wrong(draft(six, Collections.nCopies(1001, "a"), null)))
                .containsExactly(
                        "metadata Object must contain at most 5 key(s)",
                        "failing Array must contain at most 1000 element(s)");
    }
}
