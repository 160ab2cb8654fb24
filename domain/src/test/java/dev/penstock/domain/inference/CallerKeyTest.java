package dev.penstock.domain.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.Secret;
import dev.penstock.domain.provider.ProviderAuth;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerKeyTest {
    private static final ProviderAuth GOOGLE =
            new ProviderAuth("x-goog-api-key", "{key}", List.of("Authorization"), "key");
    private static final ProviderAuth DEEPGRAM =
            new ProviderAuth("Authorization", "Token {key}", List.of("token"), null);

    private static Headers headers(String... namesAndValues) {
        Headers headers = new Headers(List.of(new Header("content-type", "application/json")));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers = headers.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    @Nested
    class Of_a_request_to_a_providers_own_api {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "authorization",
                    "Authorization",
                    "X-Api-Key",
                    "x-goog-api-key",
                    "api-key",
                    "xi-api-key",
                    "Token"
                })
        void is_seen_wherever_a_provider_looks_for_it(String header) {
            assertThat(CallerKey.shown(DEEPGRAM, headers(header, "k"), null)).isTrue();
        }

        @Test
        void is_not_seen_in_anything_else() {
            assertThat(CallerKey.shown(GOOGLE, headers("token", "k", "cookie", "key=1"), "alt=sse"))
                    .isFalse();
            assertThat(CallerKey.shown(GOOGLE, Headers.NONE, null)).isFalse();
        }

        @Test
        void is_none_without_a_value() {
            assertThat(CallerKey.shown(GOOGLE, headers("x-goog-api-key", " ", "authorization", "Bearer "), "key="))
                    .isFalse();
        }

        @ParameterizedTest
        @CsvSource({
            "key=k,true",
            "alt=sse&key=k,true",
            "key=k&alt=sse,true",
            "key=,false",
            "monkey=k,false",
            "a=key,false",
            "'',false"
        })
        void is_seen_in_the_query_of_a_provider_that_looks_there(String query, boolean seen) {
            assertThat(CallerKey.shown(GOOGLE, Headers.NONE, query)).isEqualTo(seen);
            assertThat(CallerKey.shown(DEEPGRAM, Headers.NONE, query)).isFalse();
        }
    }

    @Nested
    class Of_a_unified_request {
        @ParameterizedTest
        @CsvSource({"Bearer abc,abc", "bearer  abc ,abc", "Token abc,abc", "abc,abc"})
        void is_what_the_authorization_header_holds(String sent, String key) {
            CallerKey found = CallerKey.ofUnified(headers("Authorization", sent));

            assertThat(found.secret()).isEqualTo(new Secret(key));
            assertThat(found.headers()).isEqualTo(headers());
        }

        @Test
        void is_looked_for_in_other_usual_places_after_that_and_leaves_them_all() {
            assertThat(CallerKey.ofUnified(headers("x-api-key", "other", "Authorization", "Bearer first")))
                    .isEqualTo(new CallerKey(new Secret("first"), headers()));
            assertThat(CallerKey.ofUnified(headers("Authorization", "Bearer", "x-api-key", "other")))
                    .isEqualTo(new CallerKey(new Secret("other"), headers()));
        }

        @Test
        void may_be_missing() {
            assertThat(CallerKey.ofUnified(headers())).isEqualTo(new CallerKey(null, headers()));
        }

        @Test
        void never_prints() {
            assertThat(CallerKey.ofUnified(headers("authorization", "Bearer sk-canary"))
                            .toString())
                    .doesNotContain("canary");
        }
    }
}
