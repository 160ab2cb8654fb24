package dev.penstock.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.domain.gateway.CachePolicy;
import dev.penstock.domain.inference.CacheOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheRuleTest {
    private static final CachePolicy HOUR = new CachePolicy(Duration.ofHours(1), false);
    private static final CacheRule.Asked WHOLE = new CacheRule.Asked("POST", false, 100);
    private static final CacheRule.Asked STREAM = new CacheRule.Asked("POST", true, 100);

    private static CacheOptions options(@Nullable Integer seconds, @Nullable String key) {
        return new CacheOptions(null, seconds == null ? null : Duration.ofSeconds(seconds), key, null);
    }

    @Nested
    class TimeToLive {
        @ParameterizedTest
        @CsvSource({
            // gateway's, header, key, expected; an empty one is none
            "0,,,",
            "3600,,,3600",
            "0,600,,",
            "3600,600,,600",
            "0,,k,300",
            "3600,,k,3600",
            "0,600,k,600",
            "3600,0,,",
            "3600,0,k,",
            "3600,-5,,",
            "3600,1,,60",
            "3600,59,,60",
            "3600,60,,60",
            "3600,2592000,,2592000",
            "3600,2592001,,2592000",
            "5,,,60",
            "2147483647,,,2592000"
        })
        void comes_from_the_header_then_the_gateway_then_five_minutes_for_a_key(
                long gateway, @Nullable Integer header, @Nullable String key, @Nullable Long expected) {
            CachePolicy policy = new CachePolicy(Duration.ofSeconds(gateway), false);

            CacheRule rule = CacheRule.of(policy, options(header, key), WHOLE);

            assertThat(rule == null ? null : rule.timeToLive().toSeconds()).isEqualTo(expected);
        }

        @Test
        void is_never_out_of_bounds() {
            assertThatIllegalArgumentException().isThrownBy(() -> new CacheRule(Duration.ofSeconds(59), null));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CacheRule(Duration.ofDays(30).plusMillis(1), null));
        }
    }

    @Nested
    class Requests {
        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD", "post"})
        void only_a_post_is_cached(String method) {
            assertThat(CacheRule.of(HOUR, options(60, "k"), new CacheRule.Asked(method, false, 100)))
                    .isNull();
        }

        @ParameterizedTest
        @CsvSource({"0, true", "26214400, true", "26214401, false", "-1, false"})
        void only_one_of_up_to_25_megabytes_is_cached(long length, boolean cached) {
            CacheRule rule = CacheRule.of(HOUR, CacheOptions.NONE, new CacheRule.Asked("POST", false, length));

            assertThat(rule != null).isEqualTo(cached);
        }

        @Test
        void one_that_skips_is_neither_looked_up_nor_kept() {
            CacheOptions skip = new CacheOptions(true, Duration.ofMinutes(5), "k", null);

            assertThat(CacheRule.of(HOUR, skip, WHOLE)).isNull();
        }

        @Test
        void one_that_expressly_does_not_skip_is_cached() {
            assertThat(CacheRule.of(HOUR, new CacheOptions(false, null, null, null), WHOLE))
                    .isEqualTo(new CacheRule(Duration.ofHours(1), null));
        }

        @Test
        void an_empty_key_is_none() {
            assertThat(CacheRule.of(CachePolicy.OFF, options(null, ""), WHOLE)).isNull();
        }
    }

    @Nested
    class Streams {
        @Test
        void are_not_cached_because_the_gateway_caches() {
            assertThat(CacheRule.of(HOUR, CacheOptions.NONE, STREAM)).isNull();
        }

        @Test
        void are_cached_when_the_request_brings_a_time_or_a_key() {
            assertThat(CacheRule.of(HOUR, options(600, null), STREAM))
                    .isEqualTo(new CacheRule(Duration.ofMinutes(10), null));
            assertThat(CacheRule.of(HOUR, options(null, "k"), STREAM))
                    .isEqualTo(new CacheRule(Duration.ofHours(1), "k"));
        }

        @Test
        void are_not_cached_when_the_time_is_zero_or_the_gateway_is_off_and_there_is_no_key() {
            assertThat(CacheRule.of(HOUR, options(0, "k"), STREAM)).isNull();
            assertThat(CacheRule.of(CachePolicy.OFF, options(600, null), STREAM))
                    .isNull();
        }
    }
}
