package dev.penstock.domain.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.inference.Headers;
import dev.penstock.domain.inference.Metadata;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What divides the count at an element that sets a limit. */
class LimitValueTest {
    private static String value(@Nullable FieldPath key, @Nullable Object body) {
        RouteElement.Limit limit = new RouteElement.Limit(
                RouteElement.LimitType.COUNT, key, BigDecimal.ONE, Duration.ofMinutes(1), Technique.FIXED);
        return limit.value(Facts.of(new Metadata(Map.of()), Headers.NONE, body));
    }

    private static String ofUser(@Nullable Object user) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("user", user);
        return value(new FieldPath.InBody(List.of("user")), body);
    }

    @Test
    void is_the_text_of_the_field() {
        assertThat(ofUser("u1")).isEqualTo("u1");
        assertThat(ofUser(new BigDecimal("1.50"))).isEqualTo("1.5");
        assertThat(ofUser(true)).isEqualTo("true");
        assertThat(ofUser(null)).isEqualTo("null");
    }

    @Test
    void is_empty_without_the_field_and_without_a_key() {
        assertThat(value(new FieldPath.InBody(List.of("user")), Map.of())).isEmpty();
        assertThat(value(null, Map.of("user", "u1"))).isEmpty();
        assertThat(ofUser("")).isEmpty();
    }

    @Test
    void stays_short_whatever_the_exponent_of_a_number() {
        assertThat(ofUser(new BigDecimal("1E+2000000000"))).isEqualTo("1E+2000000000");
        assertThat(ofUser(new BigDecimal("10E+1999999999"))).isEqualTo("1E+2000000000");
        assertThat(ofUser(new BigDecimal("1E-2000000000"))).isEqualTo("1E-2000000000");
    }
}
