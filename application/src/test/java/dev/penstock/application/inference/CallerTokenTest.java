package dev.penstock.application.inference;

import static dev.penstock.application.inference.SampleCalls.TOKEN;
import static dev.penstock.application.inference.SampleCalls.with;
import static dev.penstock.application.inference.SampleCalls.withQuery;
import static dev.penstock.application.inference.SampleCalls.withToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.application.account.TokenBook;
import dev.penstock.application.port.SampleGateways;
import dev.penstock.application.port.SampleTokens;
import dev.penstock.domain.account.AccountId;
import dev.penstock.domain.account.ApiToken;
import dev.penstock.domain.account.Permission;
import dev.penstock.domain.inference.InferenceRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTokenTest {
    private static final String ODD_TOKEN = "chosen/by=hand+100%&more";
    private static final TokenBook TOKENS = new TokenBook(List.of(token(TOKEN), token(ODD_TOKEN)));
    private static final InferenceRequest REQUEST = SampleCalls.toProvider("openai");

    @Nested
    class InThePlaceOfAKey {
        @ParameterizedTest
        @CsvSource({
            "Authorization, 'Bearer '",
            "authorization, 'bearer '",
            "authorization, 'Token '",
            "authorization, ''",
            "X-Api-Key, ''",
            "x-goog-api-key, ''",
            "api-key, ''",
            "xi-api-key, ''"
        })
        void counts_and_is_not_passed_on(String header, String scheme) {
            CallerToken caller = read(with(header, scheme + TOKEN, REQUEST));

            assertThat(caller.valid()).isTrue();
            assertThat(caller.cleaned()).isEqualTo(REQUEST);
        }

        @ParameterizedTest
        @ValueSource(strings = {"authorization", "x-api-key", "x-goog-api-key", "api-key", "xi-api-key"})
        void is_the_providers_key_when_it_is_no_token_and_passes_as_it_is(String header) {
            InferenceRequest request = with(header, "Bearer  sk-" + TOKEN, REQUEST);

            CallerToken caller = read(request);

            assertThat(caller.valid()).isFalse();
            assertThat(caller.cleaned()).isEqualTo(request);
        }

        @Test
        void leaves_a_providers_key_that_stands_beside_it() {
            InferenceRequest keyed = with("authorization", "Bearer sk-1", REQUEST);

            CallerToken caller = read(with("x-api-key", TOKEN, keyed));

            assertThat(caller.valid()).isTrue();
            assertThat(caller.cleaned()).isEqualTo(keyed);
        }

        @Test
        void counts_in_no_other_header() {
            InferenceRequest request = with("x-something", TOKEN, REQUEST);

            assertThat(read(request).valid()).isFalse();
        }
    }

    @Nested
    class InTheQuery {
        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "key=%s, -",
                    "key=%s&alt=sse, alt=sse",
                    "alt=sse&key=%s, alt=sse",
                    "a=1&key=%s&b=2&a=3, a=1&b=2&a=3",
                    "%s, -"
                })
        void counts_and_is_not_passed_on(String query, @Nullable String left) {
            CallerToken caller = read(withQuery(query.formatted(TOKEN), REQUEST));

            assertThat(caller.valid()).isTrue();
            assertThat(caller.cleaned().target().query()).isEqualTo(left);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "chosen%2Fby%3Dhand%2B100%25%26more",
                    "chosen/by=hand+100%25%26more",
                    "%63hosen%2fby%3dhand%2b100%25%26more"
                })
        void counts_however_its_characters_are_written(String written) {
            CallerToken caller = read(withQuery("key=" + written + "&alt=sse", REQUEST));

            assertThat(caller.valid()).isTrue();
            assertThat(caller.cleaned().target().query()).isEqualTo("alt=sse");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "&",
                    "key=AIzaSyExampleExampleExample",
                    "a=1&&b=%zz%&c=%e2%82&d=+",
                    "filter=a%20b&filter=this+is+not+a+token"
                })
        void passes_as_it_is_when_there_is_no_token_in_it(String query) {
            InferenceRequest request = withQuery(query, REQUEST);

            assertThat(read(request)).isEqualTo(new CallerToken(false, request));
        }
    }

    @Nested
    class InTheGatewaysOwnHeader {
        @Test
        void counts() {
            assertThat(read(withToken(TOKEN, REQUEST)).valid()).isTrue();
        }

        @Test
        void does_not_count_when_nobody_knows_it() {
            assertThat(read(withToken("pst_other", REQUEST)).valid()).isFalse();
        }

        @Test
        void lets_the_providers_key_pass_as_it_is() {
            InferenceRequest request = withToken(TOKEN, with("authorization", "Bearer sk-1", REQUEST));

            assertThat(read(request).cleaned()).isEqualTo(request);
        }

        @Test
        void decides_alone_when_it_is_wrong_and_another_is_right_which_still_goes_no_further() {
            InferenceRequest wrong = withToken("pst_other", REQUEST);

            CallerToken caller = read(with("x-api-key", TOKEN, wrong));

            assertThat(caller).isEqualTo(new CallerToken(false, wrong));
        }
    }

    @Nested
    class ThatMayNotRunTrafficHere {
        private static final Instant NOON = SampleCalls.NOON;
        private static final AccountId HERE = SampleGateways.ACCOUNT;
        private static final TokenBook POOR = new TokenBook(List.of(
                SampleTokens.of(HERE, "pst_reads-and-writes", Permission.READ, Permission.WRITE),
                SampleTokens.of(SampleGateways.OTHER_ACCOUNT, "pst_of-another-account", Permission.RUN),
                SampleTokens.disabled("pst_that-is-disabled"),
                SampleTokens.between("pst_that-begins-later", NOON.plusMillis(1), null),
                SampleTokens.between("pst_that-is-over-now", null, NOON)));

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "pst_reads-and-writes",
                    "pst_of-another-account",
                    "pst_that-is-disabled",
                    "pst_that-begins-later",
                    "pst_that-is-over-now"
                })
        void does_not_count_and_is_not_passed_on_all_the_same(String token) {
            assertThat(POOR.find(token)).isNotNull();

            assertThat(CallerToken.in(with("x-api-key", token, REQUEST), POOR))
                    .isEqualTo(new CallerToken(false, REQUEST));
            assertThat(CallerToken.in(withQuery("key=" + token, REQUEST), POOR))
                    .isEqualTo(new CallerToken(false, REQUEST));
            assertThat(CallerToken.in(withToken(token, REQUEST), POOR).valid()).isFalse();
        }

        @Test
        void leaves_the_word_to_one_that_may() {
            TokenBook both = new TokenBook(List.of(
                    SampleTokens.of(HERE, "pst_reader", Permission.READ),
                    SampleTokens.of(HERE, "pst_runner", Permission.RUN)));
            InferenceRequest request =
                    with("x-api-key", "pst_runner", with("authorization", "Bearer pst_reader", REQUEST));

            assertThat(CallerToken.in(request, both)).isEqualTo(new CallerToken(true, REQUEST));
        }

        @Test
        void counts_from_its_first_moment_to_its_last() {
            TokenBook now = new TokenBook(List.of(SampleTokens.between("pst_now", NOON, NOON.plusMillis(1))));

            assertThat(CallerToken.in(withToken("pst_now", REQUEST), now).valid())
                    .isTrue();
        }
    }

    private static CallerToken read(InferenceRequest request) {
        return CallerToken.in(request, TOKENS);
    }

    private static ApiToken token(String text) {
        return SampleTokens.ofOwner(text, Instant.EPOCH);
    }
}
