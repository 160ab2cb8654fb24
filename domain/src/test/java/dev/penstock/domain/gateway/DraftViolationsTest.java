package dev.penstock.domain.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Path;
import dev.penstock.domain.validation.Violation;
import org.junit.jupiter.api.Test;

class DraftViolationsTest {
    @Test
    void a_plain_draft_has_none() {
        assertThat(GatewayDraft.PLAIN.violations()).isEmpty();
    }

    @Test
    void a_draft_names_all_of_them() {
        GatewayDraft draft = GatewayDraft.PLAIN
                .withCache(new CachePolicy.Draft(Given.omitted(), Given.of(true)))
                .withRateLimit(new RateLimit.Draft(Given.of(-1L), Given.of(0L), Given.of("random")));

        assertThat(draft.violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        Path.of("cache_ttl"), Path.of("rate_limiting_limit"), Path.of("rate_limiting_technique"));
    }

    @Test
    void the_default_gateway_has_a_name() {
        assertThat(GatewayId.DEFAULT.value()).isEqualTo("default");
    }
}
