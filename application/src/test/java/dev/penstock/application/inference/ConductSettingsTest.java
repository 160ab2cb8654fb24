package dev.penstock.application.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.conduct.BreakerRule;
import dev.penstock.domain.inference.ConductOptions;
import dev.penstock.domain.inference.ConductOptions.Rescue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConductSettingsTest {
    private static final Duration ONE = Duration.ofSeconds(1);
    private static final Duration TWO = Duration.ofSeconds(2);

    private static ConductSettings said(ConductOptions defaults) {
        return new ConductSettings(defaults, BreakerRule.USUAL);
    }

    @Test
    void leave_a_request_that_is_only_passed_through_alone_where_nobody_says_anything() {
        assertThat(ConductSettings.DEFAULTS.inForce(ConductOptions.NONE, false)).isEqualTo(ConductOptions.NONE);
    }

    @Test
    void have_a_built_in_limit_on_silence_where_something_else_may_take_its_place() {
        assertThat(ConductSettings.DEFAULTS.inForce(ConductOptions.NONE, true))
                .isEqualTo(new ConductOptions(Rescue.OFF, null, Duration.ofSeconds(30)));
    }

    @Test
    void let_headers_go_before_the_operator_and_the_operator_before_what_is_built_in() {
        ConductSettings settings = said(new ConductOptions(Rescue.RESTART, ONE, ONE));
        ConductOptions asked = new ConductOptions(null, TWO, null);

        assertThat(settings.inForce(asked, true)).isEqualTo(new ConductOptions(Rescue.RESTART, TWO, ONE));
        assertThat(settings.inForce(asked, false)).isEqualTo(new ConductOptions(Rescue.RESTART, TWO, ONE));
    }
}
