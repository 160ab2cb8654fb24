package dev.penstock.domain.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.gateway.GatewayAddress;
import dev.penstock.domain.gateway.GatewayId;
import dev.penstock.domain.gateway.SpendLimits;
import dev.penstock.domain.gateway.SpendRule;
import dev.penstock.domain.gateway.SpendRule.Dimension;
import dev.penstock.domain.gateway.Technique;
import dev.penstock.domain.inference.Metadata;
import dev.penstock.domain.inference.Metadata.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpendRulesTest {
    static final GatewayAddress GATEWAY = new GatewayAddress(new AccountId("a"), new GatewayId("g"));

    private static final Dimension PARTITION = new Dimension.Partition();

    private static SpendRule rule(
            String id, @Nullable List<String> models, @Nullable List<String> providers, Map<String, Dimension> by) {
        return new SpendRule(
                id,
                true,
                new BigDecimal("12.50"),
                Duration.ofDays(1),
                Technique.SLIDING,
                new SpendRule.Scope(models, providers, by));
    }

    private static SpendRule.Scope everything() {
        return new SpendRule.Scope(null, null, Map.of());
    }

    private static List<SpendClaim> claims(SpendRule rule, Map<String, Value> metadata) {
        return SpendRules.claims(
                new SpendLimits(true, List.of(rule)),
                new SpendRules.Subject("openai", "openai/gpt-5.5", new Metadata(metadata)));
    }

    private static Map<String, Value> text(String name, String value) {
        return Map.of(name, new Value.Text(value));
    }

    private static Map<String, Dimension> filter(String name, String... values) {
        return Map.of(name, new Dimension.Filter(List.of(values)));
    }

    @Test
    void hold_for_everything_unless_they_say_otherwise() {
        SpendRule rule = rule("r", null, null, Map.of());

        assertThat(claims(rule, Map.of())).singleElement().satisfies(claim -> {
            assertThat(claim.bucket()).isEqualTo(new BucketKey("r", Duration.ofDays(1), ""));
            assertThat(claim.limit()).isEqualTo("12.50");
            assertThat(claim.window().technique()).isEqualTo(Technique.SLIDING);
        });
    }

    @Test
    void hold_for_nothing_when_they_are_off() {
        SpendRule on = rule("r", null, null, Map.of());
        SpendRule off = new SpendRule("r", false, on.limit(), on.window(), on.technique(), everything());
        SpendRules.Subject subject = new SpendRules.Subject("openai", "openai/m", new Metadata(Map.of()));

        assertThat(SpendRules.claims(null, subject)).isEmpty();
        assertThat(SpendRules.claims(new SpendLimits(false, List.of(on)), subject))
                .isEmpty();
        assertThat(SpendRules.claims(new SpendLimits(true, List.of(off, on)), subject))
                .hasSize(1);
    }

    @Test
    void hold_for_the_models_and_providers_they_name() {
        assertThat(claims(rule("r", List.of("openai/gpt-5.5"), List.of("x", "openai"), Map.of()), Map.of()))
                .hasSize(1);
        assertThat(claims(rule("r", List.of("gpt-5.5"), null, Map.of()), Map.of()))
                .isEmpty();
        assertThat(claims(rule("r", null, List.of("anthropic"), Map.of()), Map.of()))
                .isEmpty();
    }

    @Test
    void hold_for_the_values_that_a_filter_names() {
        SpendRule rule = rule("r", null, null, filter("team", "red", "7"));

        assertThat(claims(rule, text("team", "red"))).hasSize(1);
        assertThat(claims(rule, Map.of("team", new Value.Numeric(BigDecimal.valueOf(7)))))
                .hasSize(1);
        assertThat(claims(rule, text("team", "blue"))).isEmpty();
        assertThat(claims(rule, text("crew", "red"))).isEmpty();
        assertThat(claims(rule("r", null, null, filter("team")), Map.of())).hasSize(1);
    }

    @Test
    void give_each_value_of_a_partition_a_budget_of_its_own_and_none_to_those_without() {
        SpendRule rule = rule("r", null, null, Map.of("user", PARTITION));

        BucketKey one = claims(rule, text("user", "u1")).get(0).bucket();

        assertThat(claims(rule, text("user", "u1")).get(0).bucket()).isEqualTo(one);
        assertThat(claims(rule, text("user", "u2")).get(0).bucket()).isNotEqualTo(one);
        assertThat(claims(rule, text("user", "*")).get(0).bucket()).isNotEqualTo(one.shared());
        assertThat(claims(rule, Map.of())).isEmpty();
        assertThat(one.isDivided()).isTrue();
    }

    @Test
    void find_the_same_budget_in_whichever_order_their_keys_are_sent() {
        Map<String, Dimension> forth = new LinkedHashMap<>();
        forth.put("user", PARTITION);
        forth.put("team", PARTITION);
        Map<String, Dimension> back = new LinkedHashMap<>();
        back.put("team", PARTITION);
        back.put("user", PARTITION);
        Map<String, Value> sent = Map.of("team", new Value.Text("a"), "user", new Value.Text("b"));
        Map<String, Value> swapped = Map.of("team", new Value.Text("b"), "user", new Value.Text("a"));

        BucketKey bucket = claims(rule("r", null, null, forth), sent).get(0).bucket();

        assertThat(claims(rule("r", null, null, back), sent).get(0).bucket()).isEqualTo(bucket);
        assertThat(claims(rule("r", null, null, back), swapped).get(0).bucket()).isNotEqualTo(bucket);
    }

    @Test
    void say_which_of_them_a_request_finds_no_room_in() {
        SpendClaim claim = claims(rule("r1", null, null, Map.of()), Map.of()).get(0);

        assertThat(claim.refusal("openai", "gpt-5.5"))
                .isEqualTo("Spend limit exceeded: rule 'r1' (cost limit 12.50 per 86400s, sliding) for openai gpt-5.5");
    }
}
