package dev.penstock.domain.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.validation.Given;
import dev.penstock.domain.validation.Validated;
import dev.penstock.domain.validation.Violation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GatewayTest {
    private static final GatewayAddress ADDRESS = new GatewayAddress(new AccountId("acc"), new GatewayId("chat"));
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final RetryPolicy.Draft NO_RETRY = RetryPolicy.Draft.OMITTED;

    @Nested
    class Define {
        @Test
        void takes_the_required_settings_and_leaves_the_rest_unchosen() {
            Gateway gateway = valid(GatewayDraft.PLAIN);

            assertThat(gateway.policies()).isEqualTo(Policies.DEFAULTS);
            assertThat(gateway.createdAt()).isEqualTo(Instant.parse("2026-11-21T12:00:00.123Z"));
            assertThat(gateway.modifiedAt()).isEqualTo(gateway.createdAt());
        }

        @Test
        void asks_for_all_five_required_settings_at_once() {
            GatewayDraft nothing = GatewayDraft.PLAIN
                    .withCache(new CachePolicy.Draft(Given.omitted(), Given.omitted()))
                    .withRateLimit(new RateLimit.Draft(Given.omitted(), Given.omitted(), Given.omitted()))
                    .withLog(new LogPolicy.Draft(
                            Given.omitted(),
                            Given.omitted(),
                            Given.omitted(),
                            Given.omitted(),
                            Given.omitted(),
                            Given.omitted()));

            assertThat(wrong(nothing))
                    .containsExactlyInAnyOrder(
                            "cache_invalidate_on_update: Required",
                            "cache_ttl: Required",
                            "collect_logs: Required",
                            "rate_limiting_interval: Required",
                            "rate_limiting_limit: Required");
        }

        @Test
        void takes_null_for_the_three_numbers_as_off() {
            Gateway gateway = valid(GatewayDraft.PLAIN
                    .withCache(new CachePolicy.Draft(Given.of(null), Given.of(true)))
                    .withRateLimit(new RateLimit.Draft(Given.of(null), Given.of(null), Given.omitted())));

            assertThat(gateway.policies().cache()).isEqualTo(new CachePolicy(Duration.ZERO, true));
            assertThat(gateway.policies().cache().isOn()).isFalse();
            assertThat(gateway.policies().rateLimit().isOn()).isFalse();
        }

        @Test
        void tells_everything_that_is_wrong_and_where() {
            DlpPolicy.RuleDraft rule =
                    new DlpPolicy.RuleDraft(null, true, "SHOUT", List.of("REQUEST", "SIDEWAYS"), List.of());
            GatewayDraft draft = new GatewayDraft(
                    new CachePolicy.Draft(Given.of(-1L), Given.of(true)),
                    new RateLimit.Draft(Given.of(1L), Given.of(1L), Given.of("FIXED")),
                    new RetryPolicy.Draft(Given.of(6L), Given.of(60_001L), Given.of("random")),
                    LogPolicy.Draft.COLLECT,
                    AccessPolicy.Draft.OMITTED,
                    new ContentPolicy.Draft(
                            Given.of(new DlpPolicy.Draft(true, null, null, List.of(rule))),
                            Given.of(new Guardrails.Draft(Map.of("S1", "NO", "X9", "NO"), null))),
                    new ExportPolicy.Draft(
                            Given.of(List.of(new OtelTarget.Draft("ftp://a.example", Map.of(), null, null))),
                            Given.of(new StripeUsage.Draft(null, List.of(new StripeUsage.EventDraft(null))))),
                    Given.omitted());

            assertThat(wrong(draft))
                    .containsExactlyInAnyOrder(
                            "cache_ttl: Number must be greater than or equal to 0",
                            "rate_limiting_technique: Invalid enum value. Expected 'fixed' | 'sliding', received 'FIXED'",
                            "retry_max_attempts: Number must be less than or equal to 5",
                            "retry_delay: Number must be less than or equal to 60000",
                            "retry_backoff: Invalid enum value. Expected 'constant' | 'linear' | 'exponential', received 'random'",
                            "dlp.policies[0].id: Required",
                            "dlp.policies[0].action: Invalid enum value. Expected 'FLAG' | 'BLOCK', received 'SHOUT'",
                            "dlp.policies[0].check[1]: Invalid enum value. Expected 'REQUEST' | 'RESPONSE', received 'SIDEWAYS'",
                            "guardrails.prompt.S1: Invalid enum value. Expected 'FLAG' | 'BLOCK', received 'NO'",
                            "guardrails.response: Required",
                            "otel[0].url: Invalid url",
                            "stripe.authorization: Required",
                            "stripe.usage_events[0].payload: Required");
        }

        @Test
        void takes_numbers_at_both_ends_of_their_range_and_none_beyond() {
            assertThat(wrong(retry(1L, 0L))).isEmpty();
            assertThat(wrong(retry(5L, 60_000L))).isEmpty();
            assertThat(wrong(retry(0L, -1L))).hasSize(2);
            assertThat(wrong(kept(10_000L))).isEmpty();
            assertThat(wrong(kept(10_000_000L))).isEmpty();
            assertThat(wrong(kept(9_999L))).hasSize(1);
            assertThat(wrong(kept(10_000_001L))).hasSize(1);
            assertThat(wrong(limit(Integer.MAX_VALUE))).isEmpty();
            assertThat(wrong(limit(Integer.MAX_VALUE + 1L))).hasSize(2);
        }

        @Test
        void takes_public_keys_of_16_to_1024_characters() {
            assertThat(wrong(key("k".repeat(16)))).isEmpty();
            assertThat(wrong(key("k".repeat(1024)))).isEmpty();
            assertThat(wrong(key("k".repeat(15))))
                    .containsExactly("logpush_public_key: String must contain at least 16 character(s)");
            assertThat(wrong(key("k".repeat(1025)))).hasSize(1);
        }

        @Test
        void refuses_two_spend_rules_with_one_id() {
            assertThat(wrong(spend(new SpendLimits.Draft(true, List.of(rule("a"), rule("a"))))))
                    .containsExactly("spend_limits.rules[1].id: Another rule has the id 'a'");
        }

        @Test
        void checks_spend_rules() {
            SpendRule.ScopeDraft scope = new SpendRule.ScopeDraft(
                    new SpendRule.DimensionDraft("partition", null),
                    null,
                    Map.of("team", new SpendRule.DimensionDraft("filter", null)));
            SpendRule.Draft wrong = new SpendRule.Draft("", true, "tokens", BigDecimal.ZERO, 0L, "other", scope);

            assertThat(wrong(spend(new SpendLimits.Draft(true, List.of(wrong)))))
                    .containsExactlyInAnyOrder(
                            "spend_limits.rules[0].id: String must contain at least 1 character(s)",
                            "spend_limits.rules[0].limitType: Invalid enum value. Expected 'cost', received 'tokens'",
                            "spend_limits.rules[0].limit: Number must be greater than 0",
                            "spend_limits.rules[0].window: Number must be greater than 0",
                            "spend_limits.rules[0].technique: Invalid enum value. Expected 'fixed' | 'sliding', received 'other'",
                            "spend_limits.rules[0].model.mode: Invalid enum value. Expected 'filter', received 'partition'",
                            "spend_limits.rules[0].model.values: Required",
                            "spend_limits.rules[0].metadata.team.values: Required");
        }

        @Test
        void gives_spend_rules_without_an_id_one() {
            Gateway gateway = valid(spend(new SpendLimits.Draft(true, List.of(rule(null)))));

            assertThat(Optional.ofNullable(gateway.policies().spendLimits())
                            .orElseThrow()
                            .rules())
                    .extracting(SpendRule::id)
                    .containsExactly("made");
        }

        @Test
        void refuses_more_than_five_otel_targets_and_twenty_spend_rules() {
            OtelTarget.Draft target = new OtelTarget.Draft("https://a.example", Map.of(), null, null);
            List<OtelTarget.Draft> six = List.of(target, target, target, target, target, target);

            assertThat(wrong(export(six))).containsExactly("otel: Array must contain at most 5 element(s)");
            assertThat(wrong(export(six.subList(0, 5)))).isEmpty();
            assertThat(wrong(spend(new SpendLimits.Draft(true, Collections.nCopies(21, rule(null))))))
                    .containsExactly("spend_limits.rules: Array must contain at most 20 element(s)");
        }
    }

    @Nested
    class Redefine {
        @Test
        void keeps_optional_settings_that_are_left_out_and_clears_those_sent_as_null() {
            Gateway gateway = valid(retry(3L, 100L));

            Gateway kept = valid(gateway.redefine(GatewayDraft.PLAIN, NOON.plusSeconds(1), () -> "made"));
            Gateway cleared = valid(gateway.redefine(retry(null, 100L), NOON.plusSeconds(1), () -> "made"));

            assertThat(kept.policies().retry()).isEqualTo(new RetryPolicy(3, Duration.ofMillis(100), null));
            assertThat(cleared.policies().retry()).isEqualTo(new RetryPolicy(null, Duration.ofMillis(100), null));
        }

        @Test
        void keeps_the_time_of_creation_even_when_the_clock_steps_back() {
            Gateway gateway = valid(GatewayDraft.PLAIN);

            Gateway next = valid(gateway.redefine(GatewayDraft.PLAIN, NOON.minusSeconds(9), () -> "made"));

            assertThat(next.createdAt()).isEqualTo(gateway.createdAt());
            assertThat(next.modifiedAt()).isEqualTo(gateway.createdAt());
        }
    }

    @Test
    void has_an_id_of_words_joined_by_single_hyphens() {
        assertThat(List.of("a", "my-gateway", "my_gateway", "1", "_", "a-b-c", "a".repeat(64)))
                .allMatch(GatewayId::isValid);
        assertThat(List.of("", "-a", "a-", "a--b", "A", "a b", "é", "a".repeat(65), "a\n"))
                .noneMatch(GatewayId::isValid);
        assertThatThrownBy(() -> new GatewayId("A")).isInstanceOf(IllegalArgumentException.class);
    }

    private static GatewayDraft retry(@Nullable Long attempts, Long delay) {
        return with(new RetryPolicy.Draft(Given.of(attempts), Given.of(delay), Given.omitted()), Given.omitted());
    }

    private static GatewayDraft spend(SpendLimits.Draft limits) {
        return with(NO_RETRY, Given.of(limits));
    }

    private static GatewayDraft export(List<OtelTarget.Draft> targets) {
        GatewayDraft plain = GatewayDraft.PLAIN;
        return new GatewayDraft(
                plain.cache(),
                plain.rateLimit(),
                plain.retry(),
                plain.log(),
                plain.access(),
                plain.content(),
                new ExportPolicy.Draft(Given.of(targets), Given.omitted()),
                Given.omitted());
    }

    private static GatewayDraft with(RetryPolicy.Draft retry, Given<SpendLimits.Draft> limits) {
        GatewayDraft plain = GatewayDraft.PLAIN;
        return new GatewayDraft(
                plain.cache(),
                plain.rateLimit(),
                retry,
                plain.log(),
                plain.access(),
                plain.content(),
                plain.export(),
                limits);
    }

    private static GatewayDraft limit(long count) {
        return GatewayDraft.PLAIN.withRateLimit(new RateLimit.Draft(Given.of(count), Given.of(count), Given.omitted()));
    }

    private static GatewayDraft kept(long entries) {
        return log(Given.of(entries), Given.omitted());
    }

    private static GatewayDraft key(String key) {
        return log(Given.omitted(), Given.of(key));
    }

    private static GatewayDraft log(Given<Long> entries, Given<String> key) {
        return GatewayDraft.PLAIN.withLog(
                new LogPolicy.Draft(Given.of(true), entries, Given.omitted(), Given.omitted(), Given.omitted(), key));
    }

    private static SpendRule.Draft rule(@Nullable String id) {
        return new SpendRule.Draft(
                id, true, "cost", BigDecimal.ONE, 60L, null, new SpendRule.ScopeDraft(null, null, null));
    }

    private static Gateway valid(GatewayDraft draft) {
        return valid(Gateway.define(ADDRESS, draft, NOON, () -> "made"));
    }

    private static Gateway valid(Validated<Gateway> outcome) {
        assertThat(outcome).isInstanceOf(Validated.Valid.class);
        return ((Validated.Valid<Gateway>) outcome).value();
    }

    private static List<String> wrong(GatewayDraft draft) {
        return switch (Gateway.define(ADDRESS, draft, NOON, () -> "made")) {
            case Validated.Valid<Gateway> valid -> List.of();
            case Validated.Invalid<Gateway>(List<Violation> violations) ->
                violations.stream()
                        .map(violation -> violation.path() + ": " + violation.message())
                        .toList();
        };
    }
}
