package dev.penstock.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.domain.account.AccountId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealtimeRuleTest {
    private static final AccountId ACCOUNT = new AccountId("0123456789abcdef0123456789abcdef");
    private static final RealtimeRule PLAIN =
            new RealtimeRule(List.of(), "", "https://a.example/v1", "realtime", Map.of("api_key", "key"), null);
    private static final RealtimeRule BELOW =
            new RealtimeRule(List.of(), "{path}", "https://a.example", "{path}", Map.of(), null);
    private static final RealtimeRule BY_MODEL =
            new RealtimeRule(List.of(), "", "https://a.example/{account}", "run/{model}", Map.of(), null);

    private static @Nullable String url(RealtimeRule rule, String path, @Nullable String query) {
        RealtimeRule.Target target = rule.apply(path, query, ACCOUNT);
        return target == null
                ? null
                : target.upstream().base()
                        + target.upstream().path()
                        + (target.query() == null ? "" : "?" + target.query());
    }

    @Test
    void leads_to_one_address_when_the_provider_alone_is_named() {
        assertThat(url(PLAIN, "", "model=m")).isEqualTo("https://a.example/v1/realtime?model=m");
        assertThat(url(PLAIN, "other", null)).isNull();
    }

    @Test
    void calls_parameters_as_the_provider_does() {
        assertThat(url(PLAIN, "", "api_key=k&api_keys=2&x"))
                .isEqualTo("https://a.example/v1/realtime?key=k&api_keys=2&x");
    }

    @Test
    void takes_what_is_below_the_provider_where_it_says_so() {
        assertThat(url(BELOW, "a/b", null)).isEqualTo("https://a.example/a/b");
        assertThat(url(BELOW, "", null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "model=@cf/deepgram/nova-3&x=1, run/@cf/deepgram/nova-3?x=1",
        "model=%40cf%2Fa, run/@cf/a",
        "x=1&model=m, run/m?x=1",
    })
    void takes_a_part_of_the_path_out_of_the_query(String query, String expected) {
        assertThat(url(BY_MODEL, "", query)).isEqualTo("https://a.example/" + ACCOUNT + "/" + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"model=../../x", "model=a%2F..%2Fb", "model=", "model=a%3Fb", "model=%zz", "other=1", "model=/a"
            })
    void takes_no_part_of_the_path_that_leads_elsewhere(String query) {
        assertThat(url(BY_MODEL, "", query)).isNull();
    }

    @Test
    void moves_with_its_provider() {
        assertThat(url(PLAIN.at("http://127.0.0.1:9/v1/"), "", null)).isEqualTo("http://127.0.0.1:9/v1/realtime");
    }
}
